package dev.vmi4j.arch.aarch64.paging;

import dev.vmi4j.core.paging.PagingMode;
import dev.vmi4j.testkit.contract.WalkContract;
import dev.vmi4j.testkit.paging.Aarch64Encoders;
import dev.vmi4j.testkit.paging.Aarch64Encoders.Format;
import dev.vmi4j.testkit.paging.Aarch64Encoders.Granule;
import dev.vmi4j.testkit.paging.Aarch64Encoders.Half;
import dev.vmi4j.testkit.paging.EntryEncoder;
import org.junit.jupiter.api.Nested;

/** Every kind of AArch64's tables against those that the testkit builds from the manual's figures. */
class Aarch64WalkTest {
    abstract static class Contract extends WalkContract {
        private final Granule granule;
        private final Half half;
        private final int bits;
        private final Format format;
        private final int physicalBits;

        Contract(Granule granule, Half half, int bits, Format format, int physicalBits) {
            this.granule = granule;
            this.half = half;
            this.bits = bits;
            this.format = format;
            this.physicalBits = physicalBits;
        }

        Contract(Granule granule, Half half, int bits, Format format) {
            this(granule, half, bits, format, format == Format.PLAIN ? 48 : 52);
        }

        @Override
        protected PagingMode mode() {
            return Aarch64Paging.of(new Aarch64PagingOptions(
                    switch (granule) {
                        case KIB_4 -> Aarch64Granule.SIZE_4K;
                        case KIB_16 -> Aarch64Granule.SIZE_16K;
                        case KIB_64 -> Aarch64Granule.SIZE_64K;
                    },
                    half == Half.LOWER || half == Half.LOWER_TAGGED ? AddressHalf.LOWER : AddressHalf.UPPER,
                    bits,
                    half == Half.LOWER_TAGGED || half == Half.UPPER_TAGGED ? 8 : 0,
                    switch (format) {
                        case PLAIN -> DescriptorFormat.BITS_48;
                        case LPA -> DescriptorFormat.BITS_52_LPA;
                        case LPA2 -> DescriptorFormat.BITS_52_LPA2;
                    },
                    physicalBits,
                    true));
        }

        @Override
        protected EntryEncoder encoder() {
            return Aarch64Encoders.of(granule, half, bits, format, physicalBits);
        }
    }

    @Nested
    class Kernel4K48 extends Contract {
        Kernel4K48() {
            super(Granule.KIB_4, Half.UPPER, 48, Format.PLAIN);
        }
    }

    @Nested
    class User4K48Tagged extends Contract {
        User4K48Tagged() {
            super(Granule.KIB_4, Half.LOWER_TAGGED, 48, Format.PLAIN);
        }
    }

    @Nested
    class Kernel4K39 extends Contract {
        Kernel4K39() {
            super(Granule.KIB_4, Half.UPPER, 39, Format.PLAIN);
        }
    }

    @Nested
    class User4K36Of40PhysicalBits extends Contract {
        User4K36Of40PhysicalBits() {
            super(Granule.KIB_4, Half.LOWER, 36, Format.PLAIN, 40);
        }
    }

    @Nested
    class Kernel4K52 extends Contract {
        Kernel4K52() {
            super(Granule.KIB_4, Half.UPPER, 52, Format.LPA2);
        }
    }

    @Nested
    class User4K52Tagged extends Contract {
        User4K52Tagged() {
            super(Granule.KIB_4, Half.LOWER_TAGGED, 52, Format.LPA2);
        }
    }

    @Nested
    class Kernel4K48Lpa2 extends Contract {
        Kernel4K48Lpa2() {
            super(Granule.KIB_4, Half.UPPER_TAGGED, 48, Format.LPA2);
        }
    }

    @Nested
    class Kernel16K47 extends Contract {
        Kernel16K47() {
            super(Granule.KIB_16, Half.UPPER, 47, Format.PLAIN);
        }
    }

    @Nested
    class User16K48Tagged extends Contract {
        User16K48Tagged() {
            super(Granule.KIB_16, Half.LOWER_TAGGED, 48, Format.PLAIN);
        }
    }

    @Nested
    class Kernel16K36 extends Contract {
        Kernel16K36() {
            super(Granule.KIB_16, Half.UPPER, 36, Format.PLAIN);
        }
    }

    @Nested
    class Kernel16K52 extends Contract {
        Kernel16K52() {
            super(Granule.KIB_16, Half.UPPER, 52, Format.LPA2);
        }
    }

    @Nested
    class User16K52Of50PhysicalBits extends Contract {
        User16K52Of50PhysicalBits() {
            super(Granule.KIB_16, Half.LOWER, 52, Format.LPA2, 50);
        }
    }

    @Nested
    class Kernel64K48 extends Contract {
        Kernel64K48() {
            super(Granule.KIB_64, Half.UPPER, 48, Format.PLAIN);
        }
    }

    @Nested
    class User64K42Tagged extends Contract {
        User64K42Tagged() {
            super(Granule.KIB_64, Half.LOWER_TAGGED, 42, Format.PLAIN);
        }
    }

    @Nested
    class Kernel64K52 extends Contract {
        Kernel64K52() {
            super(Granule.KIB_64, Half.UPPER, 52, Format.LPA);
        }
    }

    @Nested
    class User64K52Of51PhysicalBits extends Contract {
        User64K52Of51PhysicalBits() {
            super(Granule.KIB_64, Half.LOWER, 52, Format.LPA, 51);
        }
    }

    @Nested
    class Kernel64K52WithoutLpa extends Contract {
        Kernel64K52WithoutLpa() {
            super(Granule.KIB_64, Half.UPPER_TAGGED, 52, Format.PLAIN);
        }
    }
}
