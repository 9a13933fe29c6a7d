package dev.vmi4j.acceptance.live;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.os.MemoryRegion;
import dev.vmi4j.core.os.ProcessRoot;
import dev.vmi4j.core.os.SystemCallDecoder.Gate;
import dev.vmi4j.core.table.TableNotes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Calls every member of the neutral view of a guest, with every argument that the guest offers, and keeps which of them
 * gave an answer. An answer is anything but nothing: no empty optional, stream, list or text.
 */
final class NeutralMembers {
    private static final String PACKAGE = "dev.vmi4j.core.os.";

    /** Enough of one kind to find one that answers, as the first processes are threads of the kernel. */
    private static final int MOST_OF_A_KIND = 400;

    private static final int MOST_OF_AN_ANSWER = 400;

    private final GuestSystem system;
    private final Queue<Object> objects = new ArrayDeque<>();
    private final Map<Class<?>, Integer> seen = new HashMap<>();
    private final Set<String> answered = new TreeSet<>();
    private final Set<String> failed = new TreeSet<>();
    private final Map<Class<?>, List<Object>> arguments = new HashMap<>();

    NeutralMembers(GuestSystem system, List<Registers> registers, long pid) {
        arguments.put(Registers.class, List.copyOf(registers));
        arguments.put(long.class, List.of(pid));
        arguments.put(int.class, List.of(0));
        arguments.put(String.class, List.of("processes"));
        arguments.put(ProcessRoot.class, List.of((Object[]) ProcessRoot.values()));
        arguments.put(Pa.class, List.of(system.kernelSpace().translate(system.kernelBase())));
        this.system = system;
    }

    /** Calls everything, twice, as answers are arguments; the members that gave an answer as {@code Interface.member}. */
    Set<String> answered() {
        for (int round = 0; round < 2; round++) {
            seen.clear();
            objects.add(system);
            while (!objects.isEmpty()) {
                Object object = objects.remove();
                interfaces(object.getClass()).forEach(type -> callAll(object, type));
            }
        }
        return answered;
    }

    /** What members threw that is none of our own errors. */
    Set<String> failed() {
        return failed;
    }

    /** Every member of an interface that a guest system implements. */
    static Set<String> of(Class<?> type) {
        Set<String> members = new TreeSet<>();
        members(type).forEach(member -> members.add(name(member)));
        return members;
    }

    private static List<Method> members(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
                .toList();
    }

    private static String name(Method member) {
        return member.getDeclaringClass().getSimpleName() + "." + member.getName();
    }

    private void callAll(Object object, Class<?> type) {
        offer(object);
        if (seen.merge(type, 1, Integer::sum) <= MOST_OF_A_KIND) {
            members(type).forEach(member -> call(object, member));
        }
    }

    /** What the object itself can be asked about. */
    private void offer(Object object) {
        if (object instanceof MemoryRegion region) {
            arguments.computeIfAbsent(Va.class, _ -> new ArrayList<>(List.of(region.start())));
        }
    }

    private void call(Object object, Method member) {
        for (Object[] given : combinations(member.getParameterTypes())) {
            try {
                keep(member, member.invoke(object, given));
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof VmiException)) {
                    failed.add(name(member) + ": " + e.getCause());
                }
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
    }

    private List<Object[]> combinations(Class<?>[] types) {
        List<Object[]> all = new ArrayList<>();
        all.add(new Object[types.length]);
        for (int i = 0; i < types.length; i++) {
            List<Object[]> longer = new ArrayList<>();
            for (Object[] given : all) {
                for (Object value : values(types[i])) {
                    Object[] copy = given.clone();
                    copy[i] = value;
                    longer.add(copy);
                }
            }
            all = longer;
        }
        return all;
    }

    private Collection<Object> values(Class<?> type) {
        return type == TableNotes.class ? List.of(new TableNotes()) : arguments.getOrDefault(type, List.of());
    }

    private void keep(Method member, Object answer) {
        List<?> parts = parts(answer);
        if (!parts.isEmpty()) {
            answered.add(name(member));
        }
        for (Object part : parts) {
            if (part instanceof Gate) {
                arguments.put(Gate.class, List.of(part));
            }
            if (!interfaces(part.getClass()).isEmpty()) {
                objects.add(part);
            }
        }
    }

    private static List<?> parts(Object answer) {
        return switch (answer) {
            case Optional<?> optional -> optional.stream().toList();
            case OptionalLong optional -> optional.stream().boxed().toList();
            case Stream<?> stream -> stream.limit(MOST_OF_AN_ANSWER).toList();
            case Collection<?> collection -> List.copyOf(collection);
            case String text -> text.isEmpty() ? List.of() : List.of(text);
            default -> List.of(answer);
        };
    }

    /** The interfaces of the neutral view that a class implements. */
    private static Set<Class<?>> interfaces(Class<?> type) {
        Set<Class<?>> found = new HashSet<>();
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Class<?> implemented : at.getInterfaces()) {
                if (implemented.getName().startsWith(PACKAGE)) {
                    found.add(implemented);
                }
            }
        }
        return found;
    }
}
