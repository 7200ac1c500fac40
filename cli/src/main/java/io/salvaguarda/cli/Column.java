package io.salvaguarda.cli;

/**
 * A table's column.
 *
 * @param heading in capitals
 * @param kind how its cells are shown
 */
record Column(String heading, Kind kind) {
  enum Kind {
    /** As it is: names and ids must be copied whole. */
    TEXT,
    /** To the right. */
    NUMBER,
    /** Coloured by what it means. */
    STATE,
    /** Sentences: cut where the terminal ends. */
    PROSE
  }

  static Column text(String heading) {
    return new Column(heading, Kind.TEXT);
  }

  static Column number(String heading) {
    return new Column(heading, Kind.NUMBER);
  }

  static Column state(String heading) {
    return new Column(heading, Kind.STATE);
  }

  static Column prose(String heading) {
    return new Column(heading, Kind.PROSE);
  }
}
