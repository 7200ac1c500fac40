package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.access.Credentials;
import io.salvaguarda.access.Stores;
import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.RepositoryKeyring;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.s3.StoreAbilities;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;

@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = {
      "What a repository is, who can open it, how much is in it, and what its S3 server is able to"
          + " do:",
      "for that a few small objects are put below probe/ and deleted again, where the key may do"
          + " that."
    },
    footer = {"", "Example:", "  salva repo info --directory /mnt/backups"})
final class RepoInfo extends StoreCommand {
  @Override
  int run(ObjectStore store, RepositoryConfig repository) throws IOException {
    RepositoryKeyring keyring = RepositoryKeyring.open(store, Credentials.of(repository));
    ObjectNode info = Json.MAPPER.createObjectNode();
    info.put("repositoryId", keyring.repositoryId().toString())
        .put("place", RepositoryTarget.place(repository))
        .put("createdAt", keyring.createdAt().toString())
        .put("openedBy", keyring.openedBy());
    ArrayNode recipients = info.putArray("recipients");
    keyring.recipients().forEach(each -> recipients.add(each.name() + " (" + each.kind() + ")"));
    addBackups(info, keyring.repository());
    if (store.objectLock().isPresent()) {
      addLock(info.putObject("objectLock"), store, keyring.repository());
    }
    Stores.probe(repository, RETRIES).ifPresent(found -> addAbilities(info, found));
    if (json) {
      return printJson(info);
    }
    new Fields(out(), terminal()).print(info);
    return ExitCode.DONE;
  }

  /** What salvaguarda.yaml asks for, and what the newest backup has. */
  private static void addLock(ObjectNode lock, ObjectStore store, BackupRepository repository)
      throws IOException {
    ObjectLock asked = store.objectLock().orElseThrow();
    lock.put("mode", asked.mode().name().toLowerCase(Locale.ROOT))
        .put("days", asked.period().toDays());
    List<BackupId> newest = repository.list();
    if (!newest.isEmpty()) {
      repository
          .locks()
          .of(newest.getFirst())
          .ifPresent(term -> lock.put("newestLockedUntil", term.until().toString()));
    }
  }

  /** A line each for people, its parts apart for programs. */
  private void addAbilities(ObjectNode info, StoreAbilities abilities) {
    ObjectNode store = info.putObject("storeAbilities");
    abilities
        .byName()
        .forEach(
            (name, found) -> {
              if (json) {
                store.putObject(name).put("has", found.word()).put("answer", found.answer());
              } else {
                String answer = found.answer().isEmpty() ? "" : ": " + found.answer();
                store.put(name, found.word() + answer);
              }
            });
  }

  private void addBackups(ObjectNode info, BackupRepository repository) throws IOException {
    Map<String, List<BackupId>> bySource = new TreeMap<>();
    long plain = 0;
    long stored = 0;
    int damaged = 0;
    for (BackupId id : repository.list()) {
      bySource.computeIfAbsent(id.sourceId(), source -> new ArrayList<>()).add(id);
      try {
        Manifest manifest = repository.manifest(id);
        plain += manifest.plainBytes();
        stored += manifest.newBytes();
      } catch (RepositoryException.Damaged e) {
        damaged++;
      }
    }
    info.put("backups", bySource.values().stream().mapToInt(List::size).sum())
        .put("damagedManifests", damaged)
        .put("plainBytes", plain)
        .put("storedBytes", stored);
    ArrayNode sources = info.putArray("sources");
    bySource.forEach(
        (source, backups) ->
            sources
                .addObject()
                .put("source", source)
                .put("backups", backups.size())
                .put("newest", backups.getFirst().toString())
                .put("oldest", backups.getLast().toString()));
  }
}
