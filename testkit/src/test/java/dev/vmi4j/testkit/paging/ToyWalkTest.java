package dev.vmi4j.testkit.paging;

import dev.vmi4j.core.paging.PagingMode;
import dev.vmi4j.testkit.contract.WalkContract;
import dev.vmi4j.testkit.toy.ToyEncoders;
import dev.vmi4j.testkit.toy.ToyPaging;
import org.junit.jupiter.api.Nested;

/** Every paging mode of the toy architecture. */
class ToyWalkTest {
    @Nested
    class ThreeLevel extends WalkContract {
        @Override
        protected PagingMode mode() {
            return ToyPaging.THREE_LEVEL;
        }

        @Override
        protected EntryEncoder encoder() {
            return ToyEncoders.THREE_LEVEL;
        }
    }

    @Nested
    class Small extends WalkContract {
        @Override
        protected PagingMode mode() {
            return ToyPaging.SMALL;
        }

        @Override
        protected EntryEncoder encoder() {
            return ToyEncoders.SMALL;
        }
    }

    @Nested
    class Upper extends WalkContract {
        @Override
        protected PagingMode mode() {
            return ToyPaging.UPPER;
        }

        @Override
        protected EntryEncoder encoder() {
            return ToyEncoders.UPPER;
        }
    }
}
