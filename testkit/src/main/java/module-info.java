/** What the tests of every module share. */
module dev.vmi4j.testkit {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;
}
