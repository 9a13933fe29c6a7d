package dev.vmi4j.os.linux.kernel.bpf;

import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;

/** Where the fields of {@code struct bpf_prog}, {@code bpf_prog_aux} and {@code bpf_map} lie. */
final class BpfLayout {
    final Field type;
    final Field instructions;
    final Field jitedLength;
    final Field isJited;
    final Field tag;
    final Field code;
    final Field aux;
    final Field name;
    final Field loadTime;
    final Field user;
    final Field uid;
    final Field usedMaps;
    final Field usedMapCount;
    final Field mapType;
    final Field mapName;
    final Field mapId;
    final Field keySize;
    final Field valueSize;
    final Field maxEntries;
    final Field mapFlags;

    BpfLayout(TypeCatalog types) {
        StructLayout program = StructLayout.of(types, "bpf_prog");
        type = program.field("type");
        instructions = program.field("len");
        jitedLength = program.field("jited_len");
        isJited = program.field("jited");
        tag = program.field("tag");
        code = program.field("bpf_func");
        aux = program.field("aux");
        StructLayout more = StructLayout.of(types, "bpf_prog_aux");
        name = more.field("name");
        loadTime = more.field("load_time");
        user = more.field("user");
        uid = StructLayout.of(types, "user_struct").field("uid.val");
        usedMaps = more.field("used_maps");
        usedMapCount = more.field("used_map_cnt");
        StructLayout map = StructLayout.of(types, "bpf_map");
        mapType = map.field("map_type");
        mapName = map.field("name");
        mapId = map.field("id");
        keySize = map.field("key_size");
        valueSize = map.field("value_size");
        maxEntries = map.field("max_entries");
        mapFlags = map.field("map_flags");
    }
}
