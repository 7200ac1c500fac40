package io.salvaguarda.events;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every event type there is, found through the sealed hierarchy: none can be forgotten. */
public final class EventTypes {
  private static final Map<String, Class<? extends SuiteEvent>> BY_NAME =
      leaves(SuiteEvent.class).collect(toUnmodifiableMap(EventTypes::nameOf, Function.identity()));

  private EventTypes() {}

  /** The {@code ce_type} of a record type. */
  public static String nameOf(Class<? extends SuiteEvent> type) {
    EventType name = type.getAnnotation(EventType.class);
    if (name == null) {
      throw new IllegalStateException(type.getName() + " has no @EventType");
    }
    return name.value();
  }

  /** The record type of a {@code ce_type}; empty when this release does not know it. */
  public static Optional<Class<? extends SuiteEvent>> forName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The names of all types. */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }

  private static Stream<Class<? extends SuiteEvent>> leaves(Class<? extends SuiteEvent> type) {
    if (!type.isSealed()) {
      return Stream.of(type);
    }
    return Stream.of(type.getPermittedSubclasses())
        .flatMap(permitted -> leaves(permitted.asSubclass(SuiteEvent.class)));
  }
}
