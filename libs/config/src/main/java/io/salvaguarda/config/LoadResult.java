package io.salvaguarda.config;

import java.util.List;

/** What came of reading a configuration. */
public sealed interface LoadResult {

  /** Nothing is wrong with it. */
  record Loaded(SuiteConfig config) implements LoadResult {}

  /**
   * It must not be used.
   *
   * @param mistakes all of them, in the file's order; at least one
   */
  record Broken(List<Mistake> mistakes) implements LoadResult {
    public Broken {
      mistakes = List.copyOf(mistakes);
    }
  }
}
