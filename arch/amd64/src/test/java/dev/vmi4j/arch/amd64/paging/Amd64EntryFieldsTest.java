package dev.vmi4j.arch.amd64.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.arch.amd64.Amd64PageTableLevel;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.paging.EntryField;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.PageAttributes;
import dev.vmi4j.core.paging.PagingMode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Amd64EntryFieldsTest {
    @ParameterizedTest
    @CsvSource({
        // a leaf of the lowest level: bit 7 is PAT, bit 12 belongs to the address
        "PT, 0x1, ''",
        "PT, 0x1003, writable",
        "PT, 0x5, user",
        "PT, 0x19, write_through cache_disable",
        "PT, 0x61, accessed dirty",
        "PT, 0x181, global pat",
        "PT, 0x8000000000000001, no_execute",
        "PT, 0x80000000000011e7, writable user accessed dirty global pat no_execute",
        // a large page: bit 7 is PS, bit 12 is PAT
        "PD, 0x81, large",
        "PD, 0x1081, large pat",
        "PDPT, 0x80000000400001e3, writable accessed dirty large global no_execute",
    })
    void namesTheBitsThatAreSet(Amd64PageTableLevel level, String entry, String expected) {
        PagingMode mode = Amd64Paging.FOUR_LEVEL;
        long leaf = Long.parseUnsignedLong(entry.substring(2), 16);
        var mapping =
                new Mapping(Va.ZERO, Pa.ZERO, mode.layout(level).size(), level, leaf, PageAttributes.UNTRANSLATED);
        List<String> set = mode.attributeRule().fields().stream()
                .filter(field -> field.of(mode, mapping) == 1)
                .map(EntryField::name)
                .toList();
        assertThat(set)
                .as(entry)
                .containsExactlyElementsOf(expected.isEmpty() ? List.of() : Arrays.asList(expected.split(" ")));
    }
}
