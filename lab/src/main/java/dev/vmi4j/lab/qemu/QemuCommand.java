package dev.vmi4j.lab.qemu;

import dev.vmi4j.lab.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of QEMU for a recipe. */
final class QemuCommand {

    /** A guest that panics reboots at once, and QEMU ends instead of rebooting. */
    private static final String KERNEL = "panic=-1 oops=panic quiet loglevel=4";

    private QemuCommand() {}

    static List<String> words(Recipe recipe, Path kernel, RunFolder folder) {
        var words = new ArrayList<String>();
        words.addAll(machine(recipe));
        words.addAll(memory(recipe, folder));
        words.addAll(channels(folder));
        words.addAll(recipe.devices());
        words.addAll(boot(recipe, kernel, folder));
        return List.copyOf(words);
    }

    private static List<String> machine(Recipe recipe) {
        return List.of(
                recipe.qemu(),
                "-nodefaults",
                "-no-user-config",
                "-no-reboot",
                "-display",
                "none",
                "-accel",
                "tcg",
                "-machine",
                recipe.machine() + ",memory-backend=ram",
                "-cpu",
                recipe.cpu(),
                "-smp",
                Integer.toString(recipe.vcpus()));
    }

    private static List<String> memory(Recipe recipe, RunFolder folder) {
        var size = recipe.memoryMib() + "M";
        return List.of(
                "-m",
                size,
                "-object",
                "memory-backend-file,id=ram,size=" + size + ",share=on,mem-path=" + folder.ram());
    }

    private static List<String> channels(RunFolder folder) {
        return List.of(
                "-qmp",
                "unix:" + folder.monitor() + ",server=on,wait=off",
                "-chardev",
                "socket,id=console,server=on,wait=off,path=" + folder.keyboard() + ",logfile=" + folder.console(),
                "-chardev",
                "file,id=truth,path=" + folder.truth());
    }

    private static List<String> boot(Recipe recipe, Path kernel, RunFolder folder) {
        return List.of(
                "-kernel",
                kernel.toString(),
                "-initrd",
                folder.initrd().toString(),
                "-append",
                ("console=" + recipe.console() + " " + KERNEL + " " + recipe.commandLine()).strip());
    }
}
