package io.salvaguarda.bench;

import java.io.IOException;

/**
 * What one run of some work cost.
 *
 * @param cpuSeconds of the whole machine, servers included
 * @param storedBytes that the work left behind; 0 where it leaves nothing
 * @param peakMebibytes the most that the measured process had resident; 0 when not measured
 */
public record Measured(double seconds, double cpuSeconds, long storedBytes, long peakMebibytes) {

  /** Work that says how many seconds of it count; the rest is waiting for a client's poll. */
  public interface Timed {
    double run() throws IOException, InterruptedException;
  }

  /** Work that is timed from outside. */
  public interface Work {
    void run() throws IOException, InterruptedException;
  }

  public static Measured of(Work work) throws IOException, InterruptedException {
    return ofTimed(
        () -> {
          long begin = System.nanoTime();
          work.run();
          return (System.nanoTime() - begin) / 1e9;
        });
  }

  public static Measured ofTimed(Timed work) throws IOException, InterruptedException {
    double cpu = Machine.cpuSeconds();
    double seconds = work.run();
    return new Measured(seconds, Machine.cpuSeconds() - cpu, 0, 0);
  }

  public Measured storing(long bytes) {
    return new Measured(seconds, cpuSeconds, bytes, peakMebibytes);
  }

  public Measured peaking(long mebibytes) {
    return new Measured(seconds, cpuSeconds, storedBytes, mebibytes);
  }
}
