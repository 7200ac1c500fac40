package io.salvaguarda.notifier.telling.adapter;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Tells what waits and follows what is open. Every instance has such a loop; rows are locked. */
@ApplicationScoped
class TellingLoop {
  private static final Logger LOG = Logger.getLogger(TellingLoop.class);

  private final TellingTurn telling;
  private final AgendaTurn agenda;
  private final TellingSettings settings;
  private volatile boolean open = true;

  TellingLoop(TellingTurn telling, AgendaTurn agenda, TellingSettings settings) {
    this.telling = telling;
    this.agenda = agenda;
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("telling").start(this::loop);
  }

  void stop(@Observes ShutdownEvent event) {
    open = false;
  }

  private void loop() {
    try {
      while (open) {
        tell();
        follow();
        Thread.sleep(settings.poll());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell() {
    try {
      telling.dueTeams().forEach(this::tell);
    } catch (RuntimeException e) {
      LOG.warnf("event=telling.turn_failed cause=%s", e.toString());
    }
  }

  /** One team's trouble is not another's. */
  private void tell(String team) {
    try {
      telling.tell(team);
    } catch (RuntimeException e) {
      LOG.warnf("event=telling.turn_failed team=%s cause=%s", team, e.toString());
    }
  }

  private void follow() {
    try {
      while (open && agenda.next()) {
        LOG.debug("event=incident.followed");
      }
    } catch (RuntimeException e) {
      LOG.warnf("event=incident.not_followed cause=%s", e.toString());
    }
  }
}
