/** What the tests of every module share: synthetic guests, page tables, a fake driver, contract suites. */
module dev.vmi4j.testkit {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires jdk.management;

    exports dev.vmi4j.testkit.contract;
    exports dev.vmi4j.testkit.cost;
    exports dev.vmi4j.testkit.driver;
    exports dev.vmi4j.testkit.memory;
    exports dev.vmi4j.testkit.paging;
    exports dev.vmi4j.testkit.toy;
}
