package io.salvaguarda.access;

import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.repository.store.RetryPolicy;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.store.s3.StoreAbilities;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets nobody write to a store that lacks what a repository is not safe without. Each store is
 * probed once per process, and what it has and lacks is logged once. Credentials that may not write
 * are no reason to refuse; then it is asked again the next time.
 */
final class FitStores {

  private static final System.Logger LOG = System.getLogger(FitStores.class.getName());

  private final RetryPolicy retries;
  private final Set<String> fit = ConcurrentHashMap.newKeySet();
  private final Map<String, String> logged = new ConcurrentHashMap<>();
  private final Map<String, Object> turns = new ConcurrentHashMap<>();

  FitStores(RetryPolicy retries) {
    this.retries = retries;
  }

  /**
   * @throws StoreException.Unfit when something is missing; says what, and what would be right
   */
  void require(RepositoryConfig repository) throws StoreException {
    // a store that is away must not hold up those who write to another
    synchronized (turns.computeIfAbsent(repository.name(), name -> new Object())) {
      if (!fit.contains(repository.name())) {
        probe(repository);
      }
    }
  }

  private void probe(RepositoryConfig repository) throws StoreException {
    Optional<StoreAbilities> abilities = Stores.probe(repository, retries);
    if (abilities.isPresent()) {
      abilities.get().requireFit();
      log(repository.name(), abilities.get());
    }
    if (abilities.map(StoreAbilities::probed).orElse(true)) {
      fit.add(repository.name());
    }
  }

  private void log(String repository, StoreAbilities abilities) {
    StringJoiner words = new StringJoiner(" ");
    StringJoiner answers = new StringJoiner("; ", " answers=\"", "\"").setEmptyValue("");
    abilities
        .byName()
        .forEach(
            (ability, found) -> {
              words.add(ability + "=" + found.word());
              if (!found.answer().isEmpty()) {
                answers.add(ability + ": " + found.answer().replaceAll("[\"\\v]", "'"));
              }
            });
    if (!words.toString().equals(logged.put(repository, words.toString()))) {
      LOG.log(
          System.Logger.Level.INFO,
          "event=store.abilities repository={0} {1}{2}",
          repository,
          words,
          answers);
    }
  }
}
