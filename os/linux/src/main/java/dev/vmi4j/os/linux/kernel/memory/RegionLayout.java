package dev.vmi4j.os.linux.kernel.memory;

import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Optional;

/** Where the fields of {@code struct vm_area_struct} and of {@code struct mm_struct} about them lie in this kernel. */
final class RegionLayout {
    final Field taskMemory;
    final Optional<Field> mapleTree;
    final Optional<Field> rbTree;
    final Optional<Field> rbNode;
    final Field startBrk;
    final Field brk;
    final Field startStack;
    final Field start;
    final Field end;
    final Field flags;
    final Field pageOffset;
    final Field file;
    final Field memory;
    final Field operations;
    final Field privateData;
    final Field anonymousPages;
    final Optional<Field> anonymousName;
    final Optional<Field> anonymousNameText;
    final boolean fileMayHaveName;
    final Field specialName;

    RegionLayout(TypeCatalog types) {
        taskMemory = StructLayout.of(types, "task_struct").field("mm");
        StructLayout mm = StructLayout.of(types, "mm_struct");
        mapleTree = mm.optional("mm_mt");
        rbTree = mapleTree.isPresent() ? Optional.empty() : Optional.of(mm.field("mm_rb"));
        startBrk = mm.field("start_brk");
        brk = mm.field("brk");
        startStack = mm.field("start_stack");
        StructLayout region = StructLayout.of(types, "vm_area_struct");
        rbNode = region.optional("vm_rb");
        start = region.field("vm_start");
        end = region.field("vm_end");
        flags = region.field("vm_flags");
        pageOffset = region.field("vm_pgoff");
        file = region.field("vm_file");
        memory = region.field("vm_mm");
        operations = region.field("vm_ops");
        privateData = region.field("vm_private_data");
        anonymousPages = region.field("anon_vma");
        anonymousName = region.optional("anon_name");
        anonymousNameText = StructLayout.find(types, "anon_vma_name").flatMap(name -> name.optional("name"));
        fileMayHaveName = anonymousName
                .map(name -> name.offset() != region.offset("shared"))
                .orElse(false);
        specialName = StructLayout.of(types, "vm_special_mapping").field("name");
    }
}
