package io.salvaguarda.repository;

import io.salvaguarda.repository.simulation.Event;
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
import io.salvaguarda.repository.simulation.SimulatedClocks;
import io.salvaguarda.repository.simulation.SimulatedStore;
import io.salvaguarda.repository.simulation.SimulatedStore.Fence;
import io.salvaguarda.repository.simulation.SimulatedStore.Locking;
import io.salvaguarda.repository.simulation.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever happens in whatever order: no backup and no archived WAL loses a chunk, and nothing
 * unneeded stays for ever. The number of schedules is the system property {@code
 * jqwik.tries.default}; see junit-platform.properties.
 */
class PruneSchedulesTest {

  @Property
  void nothingEverLosesAChunkAndNothingUnneededStaysForEver(
      @ForAll("schedules") List<Event> schedule,
      @ForAll("fences") Fence fence,
      @ForAll("locks") Locking locking)
      throws Exception {
    SimulatedClocks clocks = new SimulatedClocks();
    SimulatedStore store = new SimulatedStore(clocks, fence, locking);
    SimulatedRepository repository = new SimulatedRepository(clocks, store);
    try (Simulation simulation = new Simulation(clocks, store, repository)) {
      for (Event event : schedule) {
        simulation.happen(event);
      }
      simulation.finish();
      repository.requireEveryBackupWhole();
      repository.requireAllWalWhole();
      repository.pruneToTheEnd();
      repository.requireEveryBackupWhole();
      repository.requireAllWalWhole();
      repository.requireNothingUnreferenced();
    }
  }

  @Provide
  Arbitrary<Fence> fences() {
    return Arbitraries.oneOf(
        Arbitraries.just(new Fence.ByObject()),
        Arbitraries.integers().between(0, 15).map(m -> new Fence.ByTime(Duration.ofMinutes(m))));
  }

  /** Most stores lock nothing; others longer than a grace, or than two. */
  @Provide
  Arbitrary<Locking> locks() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(Locking.NONE)),
        Tuple.of(
            2,
            Arbitraries.of(Duration.ofDays(9), Duration.ofDays(20))
                .flatMap(period -> Arbitraries.of(true, false).map(t -> new Locking(period, t)))));
  }

  /** Some begin when chunks are about to be marked, some when marked ones are about to go. */
  @Provide
  Arbitrary<List<Event>> schedules() {
    Arbitrary<List<Event>> events = events().list().ofMinSize(5).ofMaxSize(40);
    return Arbitraries.oneOf(
        events,
        events.map(rest -> concat(chunksThatAreMarkedNext(), rest)),
        events.map(rest -> concat(chunksThatAreSweptNext(), rest)));
  }

  private static List<Event> chunksThatAreMarkedNext() {
    return List.of(
        new BackupBegins(List.of(0, 1, 2)),
        new GoesThrough(0),
        new BackupDeleted(0),
        new TimePasses(Duration.ofHours(2)));
  }

  private static List<Event> chunksThatAreSweptNext() {
    return concat(
        chunksThatAreMarkedNext(),
        List.of(new PruneBegins(), new GoesThrough(0), new TimePasses(Duration.ofDays(8))));
  }

  private static List<Event> concat(List<Event> first, List<Event> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  private static Arbitrary<Event> events() {
    Arbitrary<Integer> any = Arbitraries.integers().between(0, 11);
    Arbitrary<Event> backup =
        Arbitraries.integers()
            .between(0, 3)
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(BackupBegins::new);
    Arbitrary<Event> wal =
        Arbitraries.integers().between(0, 5).list().ofMinSize(1).ofMaxSize(4).map(WalBegins::new);
    Arbitrary<Event> goOn =
        any.flatMap(who -> Arbitraries.integers().between(1, 14).map(n -> new GoesOn(who, n)));
    return Arbitraries.frequencyOf(
        Tuple.of(5, backup),
        Tuple.of(4, wal),
        Tuple.of(2, Arbitraries.integers().between(0, 6).map(WalDeleted::new)),
        Tuple.of(5, Arbitraries.just(new PruneBegins())),
        Tuple.of(1, any.map(RestoreBegins::new)),
        Tuple.of(4, any.map(BackupDeleted::new)),
        Tuple.of(14, goOn),
        Tuple.of(6, any.map(GoesThrough::new)),
        Tuple.of(1, any.map(Dies::new)),
        Tuple.of(1, any.map(LosesDelete::new)),
        Tuple.of(1, Arbitraries.just(new LateRequestsArrive())),
        Tuple.of(5, durations().map(TimePasses::new)));
  }

  private static Arbitrary<Duration> durations() {
    return Arbitraries.of(
        Duration.ofMinutes(4),
        Duration.ofMinutes(11),
        Duration.ofMinutes(31),
        Duration.ofHours(2),
        Duration.ofDays(3),
        Duration.ofDays(5),
        Duration.ofDays(8));
  }
}
