package dev.vmi4j.benchmarks.live;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Somebody who watches the guest. */
interface Contender {
    /** Attaches, measures each rate for some time, and lets the guest run on. */
    Map<Rate, Double> measure(Duration each) throws IOException;
}
