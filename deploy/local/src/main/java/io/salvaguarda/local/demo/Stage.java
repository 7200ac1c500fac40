package io.salvaguarda.local.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Where the story is told: numbered steps with their times, a progress line that is overwritten on
 * a terminal and printed now and then elsewhere, and frames around what others wrote. Colour only
 * where asked.
 */
final class Stage {
  private static final String BOLD = "\u001b[1m";
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";
  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final String INDENT = "   ";
  private static final int WIDTH = 92;
  private static final Duration PROGRESS_PAUSE = Duration.ofSeconds(2);

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final long begin;
  private long stepBegin;
  private long lastProgress;
  private boolean progressing;

  Stage(PrintStream out, boolean terminal, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
    this.begin = nanos.getAsLong();
  }

  /** Begins a step. */
  void step(int number, String title) {
    stepBegin = nanos.getAsLong();
    lastProgress = stepBegin;
    out.println();
    out.println(paint(BOLD, number + "  " + title));
  }

  /** Says something about the step. */
  void say(String line) {
    endProgress();
    out.println(INDENT + line);
  }

  /** Shows how far it is; a later call replaces the line. */
  void progress(String line) {
    if (terminal) {
      out.print(CLEAR_LINE + INDENT + line);
      out.flush();
      progressing = true;
    } else if (since(lastProgress).compareTo(PROGRESS_PAUSE) >= 0) {
      lastProgress = nanos.getAsLong();
      out.println(INDENT + line);
    }
  }

  /** Ends a step that happened as promised. */
  void done(String what) {
    endProgress();
    String time = "(" + Quantity.seconds(since(stepBegin)) + ")";
    out.println(INDENT + paint(GREEN, "✓ " + what) + "  " + time);
  }

  /** Prints what somebody else wrote, with a frame around it; long lines are folded. */
  void frame(String title, String text) {
    endProgress();
    String head = "┌─ " + title + " ";
    out.println(INDENT + head + "─".repeat(Math.max(0, WIDTH - head.length())));
    for (String line : text.strip().lines().toList()) {
      Folding.at(WIDTH - 2, line).forEach(part -> out.println(INDENT + "│ " + part));
    }
    out.println(INDENT + "└" + "─".repeat(WIDTH - 1));
  }

  /** A titled block of lines. */
  void block(String title, List<String> lines) {
    endProgress();
    out.println();
    out.println(INDENT + paint(BOLD, title));
    lines.forEach(line -> out.println(INDENT + line));
  }

  /** The story ended well. */
  void applause(String line) {
    endProgress();
    out.println();
    out.println(paint(GREEN, line) + "  (" + Quantity.seconds(since(begin)) + " in all)");
  }

  /** The story ended badly. */
  void failed(List<String> lines) {
    endProgress();
    out.println();
    lines.forEach(line -> out.println(paint(RED, line)));
  }

  private Duration since(long instant) {
    return Duration.ofNanos(nanos.getAsLong() - instant);
  }

  private void endProgress() {
    if (progressing) {
      out.println();
      progressing = false;
    }
  }

  private String paint(String colour, String text) {
    return terminal ? colour + text + PLAIN : text;
  }
}
