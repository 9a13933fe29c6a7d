package dev.vmi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of the documentation that is made from the code. */
class TablesPageTest {
    private static final Path PAGE = Path.of(System.getProperty("vmi4j.root", ".."), "docs/tables.md");

    @Test
    void saysWhatTheCodeSays() throws IOException {
        assertThat(Files.readString(PAGE))
                .as("docs/tables.md is not what the code says; run: ./vmi tables --markdown > docs/tables.md")
                .isEqualTo(Run.real("tables", "--markdown").out());
    }

    @Test
    void marksUpTablesAndColumns() {
        assertThat(Run.fake("tables", "--markdown").out())
                .startsWith("# Tables\n")
                .contains("\n[nothings](#nothings), [processes](#processes), ", """

                        ## withdetail

                        Rows with a column of detail.

                        | column | type | meaning |
                        |---|---|---|
                        | `pid` | number | process identifier |
                        | `name` | text, *detail* | name |
                        """);
    }
}
