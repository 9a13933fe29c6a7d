package dev.vmi4j.acceptance.live;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a live test holds against the guests' own account: names of tables, or of commands. For the compatibility matrix. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Covers {
    String[] value() default {};

    /** Whether the test holds that a kernel is refused: by the table or command that its second argument names. */
    boolean refusal() default false;
}
