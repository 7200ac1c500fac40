package io.salvaguarda.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An event's CloudEvents type. Never changes once released: a new meaning gets a new version. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {
  /** The {@code ce_type}, for example {@code io.salvaguarda.backup.completed.v1}. */
  String value();
}
