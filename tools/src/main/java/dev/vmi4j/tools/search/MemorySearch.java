package dev.vmi4j.tools.search;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Searches memory: windows of it are searched by several threads, a few ahead of what was asked for, and the matches come
 * in the order of their addresses. A match may lie across any number of pages, as long as they are neighbours.
 */
public final class MemorySearch {
    private MemorySearch() {}

    /**
     * Searches with as many threads as there are processors.
     *
     * @param haystack where to look
     * @param needle what to look for
     * @param notes receives what could not be searched
     * @return the matches, ascending, lazily; closing the stream ends the search, and so does its end
     */
    public static Stream<Match> search(Haystack haystack, Needle needle, TableNotes notes) {
        return search(haystack, needle, notes, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Searches.
     *
     * @param haystack where to look
     * @param needle what to look for
     * @param notes receives what could not be searched
     * @param threads how many threads search
     * @return the matches, ascending, lazily; closing the stream ends the search, and so does its end
     */
    public static Stream<Match> search(Haystack haystack, Needle needle, TableNotes notes, int threads) {
        Cursor cursor = new Cursor(haystack, needle, notes, threads);
        int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(cursor, traits), false)
                .onClose(cursor::close);
    }

    private record Searched(Windows.Window window, Matches matches) {}

    private static final class Cursor implements Iterator<Match> {
        private final GuestMemory memory;
        private final Needle needle;
        private final Windows windows;
        private final int ahead;
        private final ExecutorService workers;
        private final ThreadLocal<byte[]> buffers;
        private final Deque<Future<Searched>> pending = new ArrayDeque<>();
        private Searched current = new Searched(new Windows.Window(0, 0, 0, 0), new Matches());
        private int next;
        private long consumed;

        Cursor(Haystack haystack, Needle needle, TableNotes notes, int threads) {
            this.memory = haystack.memory();
            this.needle = needle;
            this.windows = new Windows(haystack, needle.reach(), notes);
            this.ahead = 2 * threads;
            this.workers = Executors.newFixedThreadPool(
                    threads, Thread.ofPlatform().daemon().name("search-", 0).factory());
            this.buffers = ThreadLocal.withInitial(() -> new byte[Windows.BEHIND + Windows.SIZE + needle.reach()]);
        }

        @Override
        public boolean hasNext() {
            while (true) {
                if (next < current.matches().count()) {
                    return true;
                }
                if (!nextWindow()) {
                    close();
                    return false;
                }
            }
        }

        @Override
        public Match next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Match match = new Match(address(), current.matches().length(next++));
            consumed = match.address() + match.length();
            return match;
        }

        void close() {
            workers.shutdownNow();
        }

        private long address() {
            return current.window().start() + current.matches().start(next);
        }

        private boolean nextWindow() {
            while (pending.size() < ahead && windows.hasNext()) {
                Windows.Window window = windows.next();
                pending.add(workers.submit(() -> search(window)));
            }
            Future<Searched> first = pending.poll();
            if (first == null) {
                return false;
            }
            current = await(first);
            next = 0;
            if (needle.consumes()) {
                skipConsumed();
            }
            return true;
        }

        /**
         * A match of the window before may end in this one. Those that begin inside it do not count, and what they hide
         * has to be looked for again: from its end, up to where both searches meet.
         */
        private void skipConsumed() {
            long hidden = 0;
            while (next < current.matches().count() && Long.compareUnsigned(address(), consumed) < 0) {
                hidden = address() + current.matches().length(next++);
            }
            if (Long.compareUnsigned(hidden, consumed) > 0) {
                try {
                    current = searchAgain(current);
                    next = 0;
                } catch (VmiException e) {
                    close();
                    throw e;
                }
            }
        }

        private Searched searchAgain(Searched before) {
            Windows.Window window = before.window();
            int from = (int) (consumed - window.start());
            Matches matches = new Matches(before.matches());
            find(window, from, matches);
            return new Searched(window, matches);
        }

        private Searched search(Windows.Window window) {
            Matches matches = new Matches();
            find(window, window.behind(), matches);
            return new Searched(window, matches);
        }

        private void find(Windows.Window window, int from, Matches matches) {
            byte[] bytes = buffers.get();
            memory.read(window.start(), MemorySegment.ofArray(bytes), 0, window.size());
            needle.find(bytes, from, window.behind() + window.part(), window.size(), matches);
        }

        private Searched await(Future<Searched> future) {
            try {
                return future.get();
            } catch (InterruptedException e) {
                close();
                Thread.currentThread().interrupt();
                throw new VmiException("the search was interrupted", e);
            } catch (ExecutionException e) {
                close();
                if (e.getCause() instanceof VmiException known) {
                    throw known;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
