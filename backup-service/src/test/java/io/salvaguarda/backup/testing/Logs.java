package io.salvaguarda.backup.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Every line that is logged while this is open. */
public final class Logs extends Handler implements AutoCloseable {

  private final Formatter formatter = new PatternFormatter("%c %s %e");
  private final List<String> lines = new CopyOnWriteArrayList<>();

  public Logs() {
    Logger.getLogger("").addHandler(this);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord entry) {
    lines.add(formatter.format(entry));
  }

  @Override
  public void flush() {
    // nothing is buffered
  }

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
