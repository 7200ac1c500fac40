package io.salvaguarda.notifier.report;

import io.salvaguarda.notifier.history.Entry;
import java.util.Collection;

/** How many of how many went well. */
public record Tally(int good, int all) {

  static Tally of(Collection<Entry> entries) {
    int all = (int) entries.stream().filter(Entry::counts).count();
    return new Tally((int) entries.stream().filter(Entry::succeeded).count(), all);
  }

  public boolean isEmpty() {
    return all == 0;
  }

  /** 0 to 1; NaN of nothing. */
  public double rate() {
    return all == 0 ? Double.NaN : (double) good / all;
  }
}
