package dev.vmi4j.acceptance;

import dev.vmi4j.arch.amd64.paging.Amd64Paging;
import dev.vmi4j.arch.amd64.paging.Amd64PagingKind;
import dev.vmi4j.arch.amd64.paging.Amd64PagingOptions;
import dev.vmi4j.core.paging.PagingMode;
import dev.vmi4j.testkit.contract.WalkContract;
import dev.vmi4j.testkit.paging.Amd64Encoders;
import dev.vmi4j.testkit.paging.EntryEncoder;
import org.junit.jupiter.api.Nested;

/** Every AMD64 paging mode against page tables that the testkit builds from the manual's figures. */
class Amd64WalkTest {
    private static PagingMode mode(Amd64PagingKind kind, int physicalWidth) {
        return Amd64Paging.of(kind, Amd64PagingOptions.DEFAULT.withPhysicalWidth(physicalWidth));
    }

    @Nested
    class LegacyWithoutLargePages extends WalkContract {
        @Override
        protected PagingMode mode() {
            return Amd64Paging.LEGACY_NO_PSE;
        }

        @Override
        protected EntryEncoder encoder() {
            return Amd64Encoders.legacy();
        }
    }

    @Nested
    class LegacyWithLargePages extends WalkContract {
        @Override
        protected PagingMode mode() {
            return Amd64WalkTest.mode(Amd64PagingKind.LEGACY, 32);
        }

        @Override
        protected EntryEncoder encoder() {
            return Amd64Encoders.pse();
        }
    }

    @Nested
    class LegacyWithLargePagesOf36Bits extends WalkContract {
        @Override
        protected PagingMode mode() {
            return Amd64WalkTest.mode(Amd64PagingKind.LEGACY, 36);
        }

        @Override
        protected EntryEncoder encoder() {
            return Amd64Encoders.pse36(36);
        }
    }

    @Nested
    class LegacyWithLargePagesOf40Bits extends WalkContract {
        @Override
        protected PagingMode mode() {
            return Amd64Paging.LEGACY;
        }

        @Override
        protected EntryEncoder encoder() {
            return Amd64Encoders.pse36(40);
        }
    }

    @Nested
    class Pae extends WalkContract {
        @Override
        protected PagingMode mode() {
            return Amd64Paging.PAE;
        }

        @Override
        protected EntryEncoder encoder() {
            return Amd64Encoders.pae(52);
        }
    }

    @Nested
    class FourLevels extends WalkContract {
        @Override
        protected PagingMode mode() {
            return Amd64Paging.FOUR_LEVEL;
        }

        @Override
        protected EntryEncoder encoder() {
            return Amd64Encoders.fourLevel(52);
        }
    }

    @Nested
    class FourLevelsOf40PhysicalBits extends WalkContract {
        @Override
        protected PagingMode mode() {
            return Amd64WalkTest.mode(Amd64PagingKind.FOUR_LEVEL, 40);
        }

        @Override
        protected EntryEncoder encoder() {
            return Amd64Encoders.fourLevel(40);
        }
    }

    @Nested
    class FiveLevels extends WalkContract {
        @Override
        protected PagingMode mode() {
            return Amd64Paging.FIVE_LEVEL;
        }

        @Override
        protected EntryEncoder encoder() {
            return Amd64Encoders.fiveLevel(52);
        }
    }
}
