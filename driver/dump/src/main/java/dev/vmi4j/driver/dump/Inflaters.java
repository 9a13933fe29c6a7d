package dev.vmi4j.driver.dump;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks zlib streams with a few kept inflaters, so that any number of (also virtual) threads may ask at once. */
final class Inflaters {
    private final ArrayBlockingQueue<Inflater> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    /**
     * Unpacks a stream.
     *
     * @param stream a whole zlib stream
     * @param page receives the content
     * @return whether the stream is sound and its content exactly fills the page
     */
    boolean inflate(MemorySegment stream, byte[] page) {
        Inflater inflater = take();
        try {
            inflater.setInput(stream.asByteBuffer());
            return fills(inflater, page);
        } catch (DataFormatException _) {
            return false; // the answer for a damaged stream
        } finally {
            giveBack(inflater);
        }
    }

    private static boolean fills(Inflater inflater, byte[] page) throws DataFormatException {
        int done = 0;
        while (done < page.length) {
            int more = inflater.inflate(page, done, page.length - done);
            if (more == 0) {
                return false;
            }
            done += more;
        }
        return inflater.finished() || inflater.inflate(new byte[1]) == 0 && inflater.finished();
    }

    private Inflater take() {
        Inflater kept = idle.poll();
        return kept != null ? kept : new Inflater();
    }

    private void giveBack(Inflater inflater) {
        inflater.reset();
        if (!idle.offer(inflater)) {
            inflater.end();
        }
    }
}
