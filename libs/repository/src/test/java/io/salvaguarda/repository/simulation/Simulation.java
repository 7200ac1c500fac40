package io.salvaguarda.repository.simulation;

import io.salvaguarda.repository.simulation.Event.BackupBegins;
import io.salvaguarda.repository.simulation.Event.BackupDeleted;
import io.salvaguarda.repository.simulation.Event.Dies;
import io.salvaguarda.repository.simulation.Event.GoesOn;
import io.salvaguarda.repository.simulation.Event.GoesThrough;
import io.salvaguarda.repository.simulation.Event.LateRequestsArrive;
import io.salvaguarda.repository.simulation.Event.LosesDelete;
import io.salvaguarda.repository.simulation.Event.PruneBegins;
import io.salvaguarda.repository.simulation.Event.RestoreBegins;
import io.salvaguarda.repository.simulation.Event.TimePasses;
import io.salvaguarda.repository.simulation.Event.WalBegins;
import io.salvaguarda.repository.simulation.Event.WalDeleted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets a schedule happen to processes that share one store. */
public final class Simulation implements AutoCloseable {

  private final SimulatedClocks clocks;
  private final SimulatedStore store;
  private final Processes processes;
  private final List<Actor> alive = new ArrayList<>();

  public Simulation(SimulatedClocks clocks, SimulatedStore store, Processes processes) {
    this.clocks = clocks;
    this.store = store;
    this.processes = processes;
  }

  public void happen(Event event) throws Exception {
    switch (event) {
      case BackupBegins e -> begin("backup", processes.backup(e.contents()));
      case WalBegins e -> begin("wal", processes.wal(e.segments()));
      case WalDeleted e -> processes.deleteWal(e.before());
      case PruneBegins e -> begin("prune", processes.prune());
      case RestoreBegins e -> processes.restore(e.backup()).ifPresent(w -> begin("restore", w));
      case BackupDeleted e -> processes.delete(e.backup());
      case GoesOn e -> goOn(e.process(), e.requests());
      case GoesThrough e -> goOn(e.process(), 100);
      case Dies e -> pick(e.process()).ifPresent(Actor::die);
      case LosesDelete e -> pick(e.process()).ifPresent(Actor::loseNextDelete);
      case LateRequestsArrive e -> store.land();
      case TimePasses e -> pass(e.duration());
    }
    bury();
  }

  private void begin(String name, Actor.Work work) {
    alive.add(new Actor(name, store, work));
  }

  private Optional<Actor> pick(int process) {
    return alive.isEmpty() ? Optional.empty() : Optional.of(alive.get(process % alive.size()));
  }

  private void goOn(int process, int requests) {
    pick(process)
        .ifPresent(
            actor -> {
              for (int i = 0; i < requests && actor.step(); i++) {
                Thread.onSpinWait();
              }
            });
  }

  /** A process is not stopped for a day between its last look at the clock and its request. */
  private void pass(Duration duration) {
    for (Actor actor : alive) {
      while (actor.isPublishing() && actor.step()) {
        Thread.onSpinWait();
      }
    }
    clocks.advance(duration);
  }

  /** Lets everyone come to an end. */
  public void finish() {
    for (int round = 0; !alive.isEmpty(); round++) {
      if (round > 100_000) {
        throw new AssertionError("someone never comes to an end");
      }
      alive.forEach(Actor::step);
      clocks.advance(Duration.ofSeconds(20));
      bury();
    }
    store.land();
  }

  private void bury() {
    for (Actor actor : List.copyOf(alive)) {
      if (actor.hasEnded()) {
        alive.remove(actor);
        actor.failure().ifPresent(processes::judge);
      }
    }
  }

  @Override
  public void close() {
    alive.forEach(Actor::die);
  }
}
