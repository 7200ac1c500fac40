package io.salvaguarda.notifier.incident;

/** What an event means for incidents. */
public sealed interface News permits Problem, Recovery, News.Nothing {

  /** The event changes no incident. */
  record Nothing() implements News {}

  News NOTHING = new Nothing();
}
