package io.salvaguarda.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Named series of figures, in the order in which they were first seen. */
final class Samples {

  private final Map<String, List<Double>> series = new LinkedHashMap<>();

  void add(String name, double figure) {
    series.computeIfAbsent(name, n -> new ArrayList<>()).add(figure);
  }

  Map<String, List<Double>> all() {
    return series;
  }

  /** The middle figure; of an even number, the mean of the two in the middle. */
  static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double median(String name) {
    return median(series.get(name));
  }
}
