package dev.vmi4j.session;

import dev.vmi4j.core.os.Finding;
import dev.vmi4j.driver.dump.ImageInfo;
import dev.vmi4j.driver.dump.MemoryImage;

/** What a source may lack, what that costs, and what to do about it. */
final class Lacks {
    private static final String RAW = "raw";

    static final Finding.Lack REGISTERS = new Finding.Lack(
            "'vmi registers', --vcpu, and what only registers tell, such as which tasks ran at that moment",
            Finding.Lack.TAKE_AGAIN);

    static final Finding.Lack TRUNCATED = new Finding.Lack(
            "what lay in the memory that is cut off cannot be read",
            "copy the whole file again, or " + Finding.Lack.TAKE_AGAIN);

    private Lacks() {}

    static Finding.Lack kernel(Session session) {
        return new Finding.Lack(
                "every table; 'vmi translate', 'vmi read' and 'vmi pagetables' work with --vcpu, or with --root and --mode",
                session.driver() instanceof MemoryImage image ? remedy(image.info()) : "let the guest boot first");
    }

    private static String remedy(ImageInfo image) {
        if (image.truncated()) {
            return TRUNCATED.remedy();
        }
        if (image.format().equals(RAW)) {
            return "if the guest's RAM does not begin at 0 or has holes, say so: 'vmi doctor IMAGE --raw-base 0x40000000',"
                    + " or 'vmi doctor IMAGE --memory-map FILE' with what 'info mtree -f' of QEMU's monitor prints;"
                    + " otherwise let the guest boot and " + Finding.Lack.TAKE_AGAIN;
        }
        return "let the guest boot and " + Finding.Lack.TAKE_AGAIN;
    }
}
