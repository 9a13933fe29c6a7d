package dev.vmi4j.acceptance.live;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Notes how each live test of a guest ended, for the compatibility matrix; registered for all tests as a service. A live
 * test is one that {@link Covers} something and whose first argument is a guest.
 */
public final class CompatibilityRecorder implements InvocationInterceptor, BeforeAllCallback {
    private static final CompatibilityMatrix MATRIX = new CompatibilityMatrix();

    /** Made by the service loader. */
    public CompatibilityRecorder() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(Namespace.create(CompatibilityRecorder.class))
                .computeIfAbsent(AutoCloseable.class, _ -> MATRIX::write, AutoCloseable.class);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        List<Object> arguments = call.getArguments();
        Optional<Covers> covers = covers(call);
        boolean refusal = covers.map(Covers::refusal).orElse(false);
        List<String> subjects = refusal
                ? List.of(String.valueOf(arguments.get(1)))
                : covers.map(Covers::value).map(List::of).orElse(List.of());
        if (subjects.isEmpty() || arguments.isEmpty() || !(arguments.getFirst() instanceof String guest)) {
            invocation.proceed();
            return;
        }
        try {
            invocation.proceed();
            subjects.forEach(subject -> {
                if (refusal) {
                    MATRIX.refused(guest, subject);
                } else {
                    MATRIX.passed(guest, subject);
                }
            });
        } catch (TestAbortedException e) {
            throw e;
        } catch (Throwable e) {
            subjects.forEach(subject ->
                    MATRIX.failed(guest, subject, call.getExecutable().getName(), String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private static Optional<Covers> covers(ReflectiveInvocationContext<Method> call) {
        return Optional.ofNullable(call.getExecutable().getAnnotation(Covers.class))
                .or(() -> Optional.ofNullable(call.getTargetClass().getAnnotation(Covers.class)));
    }
}
