/** Memory images as a source of guest state. */
@SuppressWarnings("requires-automatic") // aircompressor has no module descriptor
module dev.vmi4j.driver.dump {
    requires aircompressor.v3;
    requires static transitive org.jspecify;
    requires org.tukaani.xz;
    requires transitive dev.vmi4j.core;

    exports dev.vmi4j.driver.dump;

    uses dev.vmi4j.driver.dump.ImageFormat;

    provides dev.vmi4j.driver.dump.ImageFormat with
            dev.vmi4j.driver.dump.ElfCoreFormat,
            dev.vmi4j.driver.dump.KdumpFormat,
            dev.vmi4j.driver.dump.RawFormat;
}
