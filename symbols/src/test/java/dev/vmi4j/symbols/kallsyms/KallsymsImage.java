package dev.vmi4j.symbols.kallsyms;

import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.symbols.Bytes;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lays kallsyms out as {@code scripts/kallsyms.c} of the kernel does, at addresses low enough for guest physical memory
 * to stand in for the kernel's address space.
 */
final class KallsymsImage {
    static final long STEXT = 0x4000_0000L;

    /** Where the offsets stand and how they become addresses. */
    enum Layout {
        /** 4.20 to 6.10 on SMP amd64. */
        BEFORE_ABSOLUTE,
        /** 4.20 to 6.10 elsewhere. */
        BEFORE_RELATIVE,
        /** From 6.11 on, on SMP amd64. */
        BEHIND_ABSOLUTE,
        /** From 6.11 on, elsewhere. */
        BEHIND_RELATIVE,
        /** From 7.x on. */
        FROM_ITSELF
    }

    private final Layout layout;
    private final int pointer;
    private final List<Symbol> symbols;
    private final Bytes image = new Bytes();
    private final StringBuilder listed = new StringBuilder();

    KallsymsImage(Layout layout, int pointer) {
        this.layout = layout;
        this.pointer = pointer;
        this.symbols = symbols(layout);
        build();
    }

    List<Symbol> expected() {
        return symbols;
    }

    byte[] bytes() {
        return image.array();
    }

    PhysicalMemory memory() {
        return Bytes.memory(STEXT, bytes());
    }

    Vmcoreinfo info(boolean lists) {
        return Vmcoreinfo.parse("OSRELEASE=6.1.0\nSIZE(list_head)=" + 2 * pointer + "\nSYMBOL(_stext)="
                + Long.toHexString(STEXT) + "\n" + (lists ? listed : ""));
    }

    private static List<Symbol> symbols(Layout layout) {
        var random = new SplittableRandom(1);
        List<Symbol> symbols = new ArrayList<>();
        boolean absolute = layout == Layout.BEFORE_ABSOLUTE || layout == Layout.BEHIND_ABSOLUTE;
        for (int i = 0; absolute && i < 20; i++) {
            symbols.add(new Symbol("per_cpu_" + i, i * 8L, 'A'));
        }
        symbols.add(new Symbol("_text", STEXT, 'T'));
        symbols.add(new Symbol("_stext", STEXT, 'T'));
        for (int i = 0; i < 1000; i++) {
            symbols.add(new Symbol("fn_" + i, STEXT + 16L * i + random.nextInt(16), i % 3 == 0 ? 't' : 'T'));
        }
        symbols.add(new Symbol("long_" + "x".repeat(300), STEXT + 0x10_0000, 'b'));
        symbols.add(new Symbol("_end", STEXT + 0x20_0000, 'B'));
        return symbols;
    }

    private void build() {
        image.raw(new byte[8192 + 512]);
        long offsets = 0;
        long base = 0;
        boolean before = layout == Layout.BEFORE_ABSOLUTE || layout == Layout.BEFORE_RELATIVE;
        if (before) {
            offsets = offsets();
            base = base();
        }
        label("kallsyms_num_syms", layout == Layout.FROM_ITSELF ? 4 : pointer);
        image.u32(symbols.size());
        label("kallsyms_names", layout == Layout.FROM_ITSELF ? 4 : pointer);
        List<Integer> markers = names();
        image.align(pointer);
        markers.forEach(image::u32);
        tokens();
        if (!before) {
            offsets = offsets();
            if (layout != Layout.FROM_ITSELF) {
                base = base();
            }
        }
        line("kallsyms_offsets", offsets);
        if (base != 0) {
            line("kallsyms_relative_base", base);
        }
        image.raw(new byte[4096]).align(4096);
    }

    private long offsets() {
        image.align(layout == Layout.FROM_ITSELF ? 4 : pointer);
        long start = STEXT + image.size();
        for (Symbol symbol : symbols) {
            image.u32(offset(symbol, STEXT + image.size()));
        }
        return start;
    }

    private long offset(Symbol symbol, long place) {
        return switch (layout) {
            case BEFORE_ABSOLUTE, BEHIND_ABSOLUTE ->
                symbol.type() == 'A' ? symbol.address() : STEXT - 1 - symbol.address();
            case BEFORE_RELATIVE, BEHIND_RELATIVE -> symbol.address() - STEXT;
            case FROM_ITSELF -> symbol.address() - place;
        };
    }

    private long base() {
        image.align(pointer);
        long place = STEXT + image.size();
        image.u32(STEXT);
        if (pointer == 8) {
            image.u32(0);
        }
        return place;
    }

    /** Token 1 stands for {@code Tfn_}; the others for one character. */
    private List<Integer> names() {
        List<Integer> markers = new ArrayList<>();
        int start = image.size();
        for (int i = 0; i < symbols.size(); i++) {
            if (i % 256 == 0) {
                markers.add(image.size() - start);
            }
            String text = symbols.get(i).type() + symbols.get(i).name();
            byte[] codes = text.replace("Tfn_", "\1").getBytes(StandardCharsets.US_ASCII);
            if (codes.length < 128) {
                image.u8(codes.length);
            } else {
                image.u8(codes.length & 0x7f | 0x80).u8(codes.length >>> 7);
            }
            image.raw(codes);
        }
        return markers;
    }

    private void tokens() {
        label("kallsyms_token_table", pointer);
        int start = image.size();
        List<Integer> index = new ArrayList<>();
        for (int token = 0; token < 256; token++) {
            index.add(image.size() - start);
            image.text(token == 1 ? "Tfn_" : token > ' ' && token < 127 ? String.valueOf((char) token) : "?")
                    .u8(0);
        }
        label("kallsyms_token_index", pointer);
        index.forEach(image::u16);
    }

    private void label(String name, int alignment) {
        image.align(alignment);
        line(name, STEXT + image.size());
    }

    private void line(String name, long address) {
        listed.append("SYMBOL(")
                .append(name)
                .append(")=")
                .append(Long.toHexString(address))
                .append('\n');
    }
}
