package dev.vmi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** {@code ps} on the bundled images of real guests, against what the guests listed. */
class SampleProcessesTest {
    private static final Pattern PROCESS = Pattern.compile("truth/proc/(\\d+)/stat");

    @ParameterizedTest
    @ValueSource(strings = {"linux-6.1-amd64", "linux-6.1-arm64"})
    void psListsTheProcessesThatTheGuestListed(String guest) throws IOException {
        SampleTruth truth = new SampleTruth(guest);
        String image = SampleTruth.image(guest).toString();
        Run run = Run.real("ps", image, "-o", "jsonl", "--columns", "pid,ppid,name", "--no-save");
        Set<String> passing = Set.of(truth.file("truth/collector-pids").strip().split("\\s+", -1));
        TreeMap<Long, String> expected = new TreeMap<>();
        for (String name : truth.files().keySet()) {
            Matcher process = PROCESS.matcher(name);
            if (process.matches() && !passing.contains(process.group(1))) {
                expected.put(Long.valueOf(process.group(1)), process(truth, process.group(1)));
            }
        }
        TreeMap<Long, String> actual = new TreeMap<>();
        run.out()
                .lines()
                .map(SampleProcessesTest::fields)
                .forEach(row -> actual.put(Long.valueOf(row.getFirst()), row.get(1) + " " + name(row.get(2))));
        assertThat(actual).as(run.err()).isEqualTo(expected);
        assertThat(run.code()).isZero();
    }

    /** The parent and the name: the fourth field of stat, which follows the last parenthesis, and comm. */
    private static String process(SampleTruth truth, String pid) {
        String stat = truth.file("truth/proc/" + pid + "/stat");
        String parent = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1)[1];
        String comm = truth.file("truth/proc/" + pid + "/comm");
        return parent + " " + name(comm.substring(0, comm.length() - 1));
    }

    /**
     * What a worker works on, after its name, may have changed between the guest's account and the image. The only byte
     * in this guest's names that is no UTF-8 is 0xff.
     */
    private static String name(String comm) {
        return (comm.startsWith("kworker/") ? comm.replaceFirst("[-+].*", "") : comm).replace("\ufffd", "\\xff");
    }

    private static List<String> fields(String row) {
        List<String> fields = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), row)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    fields.add(parser.getString());
                }
            }
        }
        return fields;
    }
}
