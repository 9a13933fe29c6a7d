package dev.vmi4j.os.linux.kernel.namespace;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.namespace.Namespace.Member;
import dev.vmi4j.os.linux.kernel.net.NetNamespaces;
import dev.vmi4j.os.linux.kernel.process.FoundTask;
import dev.vmi4j.os.linux.kernel.process.NamespaceKind;
import dev.vmi4j.os.linux.kernel.process.TaskCensus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;

/**
 * The namespaces that something refers to: a task, for itself or for its children, another namespace as owner or parent,
 * or the kernel's list of network namespaces.
 */
public final class Namespaces {
    /** The most namespaces; a user may make some ten thousand of each kind. */
    private static final int LIMIT = 1 << 20;

    private final Kernel kernel;
    private final TaskNamespaces tasks;
    private final Map<NamespaceKind, NamespaceLayout> layouts = new EnumMap<>(NamespaceKind.class);

    /**
     * Looks up what the walk needs.
     *
     * @param kernel the kernel
     * @throws VmiException when its types lack a field that is needed
     */
    public Namespaces(Kernel kernel) {
        this.kernel = kernel;
        this.tasks = new TaskNamespaces(kernel);
        for (NamespaceKind kind : NamespaceKind.values()) {
            NamespaceLayout.find(kernel.requireTypes(), kind).ifPresent(layout -> layouts.put(kind, layout));
        }
    }

    /**
     * All namespaces.
     *
     * @param notes receives why a walk stopped early
     * @return kind by kind
     */
    public Stream<Namespace> all(TableNotes notes) {
        Search search = new Search(notes);
        search.addTasks();
        search.attempt("the list of network namespaces", search::addNetworks);
        search.addRelatives();
        return search.namespaces();
    }

    /** A namespace: two of different kinds may not share an address, but a damaged pointer can claim it. */
    private record Key(NamespaceKind kind, long address) {}

    private final class Search {
        private final TableNotes notes;
        private final Map<Key, List<Member>> found = new LinkedHashMap<>();
        private final Queue<Key> unvisited = new ArrayDeque<>();

        Search(TableNotes notes) {
            this.notes = notes;
        }

        void addTasks() {
            Tasks all = new Tasks(kernel);
            TaskCensus.processes(kernel, all, notes).map(FoundTask::task).forEach(process -> {
                attempt("the namespaces of " + process, () -> addProcess(process));
                attempt(
                        "the namespaces of the threads of " + process,
                        () -> all.threads(process, notes).forEach(this::addThread));
            });
        }

        void addNetworks() {
            new NetNamespaces(kernel).all(notes).forEach(net -> add(NamespaceKind.NET, net));
        }

        /** Owners and parents, and theirs. */
        void addRelatives() {
            for (Key key = unvisited.poll(); key != null; key = unvisited.poll()) {
                Key next = key;
                attempt("the owner and parent of the namespace at " + hex(next), () -> addRelatives(next));
            }
        }

        Stream<Namespace> namespaces() {
            return found.entrySet().stream()
                    .sorted(Comparator.comparing(entry -> entry.getKey().kind()))
                    .map(entry -> new Namespace(
                            kernel,
                            layouts,
                            entry.getKey().kind(),
                            entry.getKey().address(),
                            entry.getValue()));
        }

        void attempt(String what, Runnable search) {
            try {
                search.run();
            } catch (VmiException e) {
                notes.add(what + " could not be read: " + e.getMessage());
            }
        }

        private void addProcess(Task process) {
            Member member = new Member(process.pid(), process);
            tasks.own(process).forEach((kind, address) -> add(kind, address).ifPresent(list -> list.add(member)));
            tasks.forChildren(process).forEach(this::add);
        }

        private void addThread(Task thread) {
            tasks.own(thread).forEach(this::add);
            tasks.forChildren(thread).forEach(this::add);
        }

        private void addRelatives(Key key) {
            Optional<NamespaceLayout> layout = Optional.ofNullable(layouts.get(key.kind()));
            layout.flatMap(NamespaceLayout::user)
                    .ifPresent(field -> add(NamespaceKind.USER, field.read(kernel.memory(), key.address())));
            layout.flatMap(NamespaceLayout::parent)
                    .ifPresent(field -> add(key.kind(), field.read(kernel.memory(), key.address())));
        }

        /** The members of a namespace, which is new or known; empty for none. */
        private Optional<List<Member>> add(NamespaceKind kind, long address) {
            Key key = new Key(kind, address);
            if (address == 0 || !layouts.containsKey(kind) || isFull(key)) {
                return Optional.empty();
            }
            return Optional.of(found.computeIfAbsent(key, _ -> {
                unvisited.add(key);
                return new ArrayList<>();
            }));
        }

        private boolean isFull(Key key) {
            if (found.size() < LIMIT || found.containsKey(key)) {
                return false;
            }
            notes.add("namespaces: stopped after " + LIMIT);
            return true;
        }

        private static String hex(Key key) {
            return "0x" + Long.toHexString(key.address());
        }
    }
}
