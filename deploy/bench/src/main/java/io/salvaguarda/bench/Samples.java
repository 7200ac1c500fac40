package io.salvaguarda.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The runs of each work, by its name, in the order in which they were first seen. */
public final class Samples {

  private final Map<String, List<Measured>> runs = new LinkedHashMap<>();

  public void add(String name, Measured run) {
    runs.computeIfAbsent(name, n -> new ArrayList<>()).add(run);
  }

  public Map<String, List<Measured>> all() {
    return runs;
  }

  public boolean has(String name) {
    return runs.containsKey(name);
  }

  public double seconds(String name) {
    return median(name, Measured::seconds);
  }

  public double median(String name, ToDoubleFunction<Measured> figure) {
    return median(runs.get(name).stream().map(figure::applyAsDouble).toList());
  }

  /** The middle figure; of an even number, the mean of the two in the middle. */
  static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
