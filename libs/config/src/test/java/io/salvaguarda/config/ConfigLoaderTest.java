package io.salvaguarda.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  @TempDir Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void prepare() {
    folder = new ConfigFolder(temp);
  }

  @Test
  void repositoriesAreReadWithTheirSecrets() {
    SuiteConfig config = folder.loaded(ConfigFolder.complete());

    assertThat(config.repositories().keySet()).containsExactly("main", "disk");
    assertThat(config.repositories().get("main"))
        .isEqualTo(
            new S3RepositoryConfig(
                "main",
                URI.create("https://localhost:9000"),
                "eu-west-1",
                "backups",
                "suite/",
                Secret.of("s3-key-from-environment"),
                Secret.of("s3-secret-from-file"),
                Optional.of(temp.resolve("ca.pem")),
                new RepositoryKey.Passphrase(Secret.of("a literal passphrase"))));
    assertThat(config.repositories().get("disk"))
        .isEqualTo(
            new DirectoryRepositoryConfig(
                "disk",
                Path.of("/var/backups"),
                new RepositoryKey.Passphrase(Secret.of("passphrase-from-file"))));
  }

  @Test
  void aBucketMayBeToldToLockWhatIsStored() {
    String passphrase = "    passphrase: \"a literal passphrase\"\n";
    String yaml = ConfigFolder.complete();

    assertThat(main(yaml).objectLock()).isEmpty();
    assertThat(
            main(yaml.replace(passphrase, passphrase + "    objectLock: { mode: governance }\n")))
        .extracting(S3RepositoryConfig::objectLock)
        .isEqualTo(Optional.of(new ObjectLockRules(ObjectLockRules.Mode.GOVERNANCE, 30)));
    assertThat(
            main(
                yaml.replace(
                    passphrase, passphrase + "    objectLock: { mode: compliance, days: 60 }\n")))
        .extracting(S3RepositoryConfig::objectLock)
        .isEqualTo(Optional.of(new ObjectLockRules(ObjectLockRules.Mode.COMPLIANCE, 60)));
  }

  private S3RepositoryConfig main(String yaml) {
    return (S3RepositoryConfig) folder.loaded(yaml).repositories().get("main");
  }

  @Test
  void aRepositoryNamesItsCopiesAndMayNameTheTime() {
    String passphrase = "    passphrase: \"a literal passphrase\"\n";
    String yaml = ConfigFolder.complete();

    Copies daily =
        folder
            .loaded(yaml.replace(passphrase, passphrase + "    copies: { to: [disk] }\n"))
            .repositories()
            .get("main")
            .copies();
    Copies named =
        folder
            .loaded(
                yaml.replace(
                    passphrase,
                    passphrase + "    copies: { to: [disk], schedule: \"0 7 * * MON\" }\n"))
            .repositories()
            .get("main")
            .copies();

    assertThat(daily).isEqualTo(new Copies(List.of("disk"), CronSchedule.of("30 5 * * *")));
    assertThat(named).isEqualTo(new Copies(List.of("disk"), CronSchedule.of("0 7 * * MON")));
    assertThat(folder.loaded(yaml).repositories().get("main").copies()).isEqualTo(Copies.NONE);
  }

  @Test
  void howOldProofsOfKeysMayBeIsSaidPerRepositoryAndTheirFilesNeedNotBeHere() {
    String passphrase = "    passphrase: \"a literal passphrase\"\n";
    String proofs = "    keyProof: { every: 30d, keyFiles: [/media/safe/escrow.pem] }\n";

    SuiteConfig config =
        folder.loaded(ConfigFolder.complete().replace(passphrase, passphrase + proofs));

    assertThat(config.repositories().get("main").keyProofs())
        .isEqualTo(new KeyProofs(Duration.ofDays(30), List.of(Path.of("/media/safe/escrow.pem"))));
    assertThat(config.repositories().get("disk").keyProofs())
        .isEqualTo(new KeyProofs(Duration.ofDays(90), List.of()));
  }

  @Test
  void aKeyFileMayStandInThePassphrasesPlace() throws IOException {
    byte[] bytes = {
      -1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
      26, 27, 28, 29, 30, '\n'
    };
    Path file = Files.write(temp.resolve("repository.key"), bytes);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));

    SuiteConfig config = folder.loaded(ConfigFolder.withKeyFile());

    assertThat(config.repositories().get("disk").key())
        .isEqualTo(new RepositoryKey.KeyFile(file, SecretBytes.of(bytes)))
        .asString()
        .contains("***");
  }

  @Test
  void sourcesAreReadAndTheirNamesStayNames() {
    SuiteConfig config = folder.loaded(ConfigFolder.complete());

    assertThat(config.sources().get("testdb"))
        .isEqualTo(
            new PostgresSource(
                "testdb",
                "localhost",
                5433,
                "host=evil dbname=x",
                "backup",
                Secret.of("password-from-environment"),
                "backup",
                Secret.of("password-from-environment"),
                SslMode.VERIFY_FULL,
                Optional.of(temp.resolve("ca.pem")),
                "main",
                "daily",
                "dba",
                Optional.empty(),
                WalMode.NONE,
                Duration.ofSeconds(10),
                Optional.empty()));
  }

  @Test
  void aSourceMayHaveAHeartbeat() {
    SuiteConfig config =
        folder.loaded(
            ConfigFolder.complete()
                .replace("repository: disk", "repository: disk\n    heartbeat: 30s"));

    assertThat(config.sources().get("smalldb").heartbeat()).contains(Duration.ofSeconds(30));
    assertThat(config.sources().get("testdb").heartbeat()).isEmpty();
  }

  @Test
  void aSourceMaySayWhoReadsTheWholeCluster() {
    String complete =
        ConfigFolder.complete()
            .replace(
                "repository: disk",
                """
                repository: disk
                    replicationUser: "host=evil dbname=x"
                    replicationPassword: "${PG_PASSWORD}"
                    wal: stream
                    walFlush: 1m30s""");

    PostgresSource source = folder.loaded(complete).sources().get("smalldb");

    assertThat(source.replication())
        .contains(
            new ReplicationAccess("host=evil dbname=x", Secret.of("password-from-environment")));
    assertThat(source.wal()).isEqualTo(WalMode.STREAM);
    assertThat(source.walFlush()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void everyWayToTheLogNeedsSomebodyWhoReadsTheCluster() {
    for (String wal : List.of("stream", "push")) {
      assertThat(
              folder.mistakes(
                  ConfigFolder.complete()
                      .replace("repository: disk", "repository: disk\n    wal: " + wal)))
          .containsExactly(
              "salvaguarda.yaml:31:5 sources.smalldb: \"replicationUser\" is missing."
                  + " Add: replicationUser: replicator",
              "salvaguarda.yaml:31:5 sources.smalldb: \"replicationPassword\" is missing."
                  + " Add: replicationPassword: \"file:/run/secrets/name\"");
    }
    assertThat(
            folder
                .loaded(
                    ConfigFolder.complete()
                        .replace("repository: disk", "repository: disk\n    wal: none"))
                .sources()
                .get("smalldb")
                .replication())
        .isEmpty();
  }

  @Test
  void aRestoringUserNeedsAPasswordOfItsOwn() {
    String complete = ConfigFolder.complete();
    String without =
        complete.replaceFirst("user: backup", "user: backup\n    restoreUser: restorer");
    String with =
        complete.replaceFirst(
            "user: backup", "user: backup\n    restoreUser: restorer\n    restorePassword: other");

    assertThat(folder.mistakes(without)).anyMatch(mistake -> mistake.contains("restorePassword"));
    assertThat(folder.loaded(with).sources().get("testdb").restoreUser()).isEqualTo("restorer");
  }

  @Test
  void aSourceThatSaysLittleGetsTheDefaults() {
    SuiteConfig config = folder.loaded(ConfigFolder.complete());

    PostgresSource source = config.sources().get("smalldb");
    assertThat(source.port()).isEqualTo(5432);
    assertThat(source.sslMode()).isEqualTo(SslMode.PREFER);
    assertThat(source.team()).isEqualTo("ops");
    assertThat(config.teamOf("smalldb").name()).isEqualTo("ops");
    assertThat(config.repositoryOf(source).name()).isEqualTo("disk");
    assertThat(config.planOf(source))
        .isEqualTo(
            new Plan(
                "default",
                CronSchedule.of("0 2 * * *"),
                CronSchedule.of("0 3 * * SUN"),
                Optional.of(CronSchedule.of("0 4 1 * *")),
                Optional.of(CronSchedule.of("0 13 * * *")),
                ZoneOffset.UTC,
                1,
                Duration.ofHours(6),
                new Retention(30, 1),
                new VerificationRules(
                    CronSchedule.of("0 8 * * MON"), VerificationLevel.CONTENT, false, List.of())));
  }

  @Test
  void theDefaultPlanCanBeDefined() {
    SuiteConfig config =
        folder.loaded(
            ConfigFolder.complete().replace("plans:\n", "plans:\n  default: { deadline: 1h }\n"));

    assertThat(config.planOf(config.sources().get("smalldb")).deadline())
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aPlansDumpMayHaveSeveralWorkers() {
    SuiteConfig config =
        folder.loaded(
            ConfigFolder.complete()
                .replace("plans:\n", "plans:\n  default: { dump: { workers: 4 } }\n"));

    assertThat(config.planOf(config.sources().get("smalldb")).dumpWorkers()).isEqualTo(4);
    assertThat(config.planOf(config.sources().get("testdb")).dumpWorkers()).isEqualTo(1);
  }

  @Test
  void plansAreRead() {
    SuiteConfig config =
        folder.loaded(
            ConfigFolder.complete()
                .replace(
                    "    timezone:",
                    "    physical: \"0 4 1 * *\"\n    drill: \"0 5 2 * *\"\n    windowProof: never\n    timezone:"));

    assertThat(config.planOf(config.sources().get("testdb")))
        .isEqualTo(
            new Plan(
                "daily",
                CronSchedule.of("30 1 * * *"),
                CronSchedule.of("0 4 1 * *"),
                Optional.of(CronSchedule.of("0 5 2 * *")),
                Optional.empty(),
                ZoneId.of("America/Sao_Paulo"),
                1,
                Duration.ofHours(36),
                new Retention(14, 3, 2, new Generations(0, 4, 12, 0)),
                new VerificationRules(
                    CronSchedule.of("0 9 * * SUN"),
                    VerificationLevel.RESTORED,
                    true,
                    List.of(new SqlAssertion("some users", "select count(*) > 0 from users")))));
  }

  @Test
  void teamsAndChannelsAreRead() throws Exception {
    SuiteConfig config = folder.loaded(ConfigFolder.complete());

    assertThat(config.teamOf("testdb"))
        .isEqualTo(new Team("dba", Language.BRAZILIAN_PORTUGUESE, List.of("dba-mail", "dba-hook")));
    assertThat(config.teamOf("storage").name()).isEqualTo("ops");
    assertThat(config.channels().get("dba-mail"))
        .isEqualTo(
            new MailChannel(
                "dba-mail", List.of("dba@example.org", "on-call@example.org"), Optional.empty()));
    WebhookChannel hook = (WebhookChannel) config.channels().get("dba-hook");
    assertThat(hook.url()).isEqualTo(URI.create("http://127.0.0.1:8080/hook-token"));
    assertThat(hook.secrets().getFirst().reveal()).startsWith("whsec_MDEy");
    assertThat(hook.allowedNetworks())
        .containsExactly(
            new Network(InetAddress.getByName("127.0.0.0"), 8),
            new Network(InetAddress.getByName("fd00::"), 8));
  }

  @Test
  void tokensAreReadAsLowerCaseHashes() {
    SuiteConfig config = folder.loaded(ConfigFolder.complete());

    assertThat(config.tokens())
        .containsExactly(
            new ApiToken(
                "ops",
                Role.ADMIN,
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
            new ApiToken(
                "dashboard",
                Role.VIEWER,
                "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"));
  }

  @Test
  void aPrintedConfigurationShowsNoSecret() {
    String printed = folder.loaded(ConfigFolder.complete()).toString();

    assertThat(printed).contains("testdb").doesNotContain(ConfigFolder.SECRETS);
  }

  @Test
  void valuesMayComeFromTheEnvironmentInPart() {
    folder.environment.put("HOST", "db1");

    SuiteConfig config =
        folder.loaded(
            ConfigFolder.complete().replace("host: localhost", "host: \"${HOST}.example.org\""));

    assertThat(config.sources().get("testdb").host()).isEqualTo("db1.example.org");
  }

  @Test
  void aDollarAndABraceCanBeWritten() {
    SuiteConfig config =
        folder.loaded(ConfigFolder.complete().replace("a literal passphrase", "a$${b}$c"));

    assertThat(config.repositories().get("main").key())
        .isEqualTo(new RepositoryKey.Passphrase(Secret.of("a${b}$c")));
  }

  @Test
  void whatTheEnvironmentHoldsIsNotReadAsAReferenceAgain() {
    folder.environment.put("PG_PASSWORD", "file:${SECRETS}");

    SuiteConfig config = folder.loaded(ConfigFolder.complete());

    assertThat(config.sources().get("testdb").password().reveal()).isEqualTo("file:${SECRETS}");
  }

  @Test
  void anEmptyPrefixIsNoMistake() {
    SuiteConfig config =
        folder.loaded(ConfigFolder.complete().replace("prefix: suite", "prefix: \"\""));

    assertThat(((S3RepositoryConfig) config.repositories().get("main")).prefix()).isEmpty();
  }

  @Test
  void anAnchorMayBeUsedAgain() {
    SuiteConfig config =
        folder.loaded(
            ConfigFolder.complete()
                .replace("channels: [dba-mail, dba-hook]", "channels: &all [dba-mail, dba-hook]")
                .replace("channels: [dba-mail]", "channels: *all"));

    assertThat(config.teams().get("ops").channels()).containsExactly("dba-mail", "dba-hook");
  }

  @Test
  void whoWatchesTheNotifierFromOutsideIsRead() {
    String line = "deadManSwitch: { url: \"https://hc.example.org/hook-token\", every: 1m }\n";

    DeadManSwitch read = folder.loaded(ConfigFolder.complete() + line).deadManSwitch().get();

    assertThat(read.url()).hasToString("https://hc.example.org/hook-token");
    assertThat(read.every()).isEqualTo(Duration.ofMinutes(1));
    assertThat(read.toString()).doesNotContain("hook-token");
    assertThat(folder.loaded(ConfigFolder.complete()).deadManSwitch()).isEmpty();
  }

  @Test
  void aMistakeInTheDeadManSwitchIsToldWithoutItsUrl() {
    String line = "deadManSwitch: { url: \"http://hc.example.org/hook-token\", every: 1s }\n";

    assertThat(folder.mistakes(ConfigFolder.complete() + line))
        .hasSize(2)
        .allSatisfy(mistake -> assertThat(mistake).doesNotContain("hook-token"))
        .anySatisfy(
            mistake ->
                assertThat(mistake).contains("deadManSwitch.url: the value is not an https URL"))
        .anySatisfy(
            mistake -> assertThat(mistake).contains("deadManSwitch.every: \"1s\" is too often"));
  }

  @Test
  void aBucketMayHaveAQuotaAsPeopleWriteSizes() {
    String passphrase = "    passphrase: \"a literal passphrase\"\n";

    assertThat(quota(passphrase, "2TB")).contains(2_000_000_000_000L);
    assertThat(quota(passphrase, "1.5 TiB")).contains(3L << 39);
    assertThat(quota(passphrase, "500GB")).contains(500_000_000_000L);
  }

  private Optional<Long> quota(String after, String written) {
    String yaml = ConfigFolder.complete().replace(after, after + "    quota: " + written + "\n");
    return ((S3RepositoryConfig) folder.loaded(yaml).repositories().get("main")).quota();
  }

  @Test
  void reportsAreSentOnMondaysAndOnTheFirstUnlessTheFileSaysOtherwise() {
    ReportRules usual = folder.loaded(ConfigFolder.complete()).reports();
    ReportRules other =
        folder
            .loaded(
                ConfigFolder.complete()
                    + "\nreports: { verification: never, drills: \"0 7 2 * *\","
                    + " timezone: America/Sao_Paulo }\n")
            .reports();

    assertThat(usual.verification()).contains(CronSchedule.of("0 9 * * MON"));
    assertThat(usual.drills()).contains(CronSchedule.of("0 9 1 * *"));
    assertThat(other)
        .isEqualTo(
            new ReportRules(
                Optional.empty(),
                Optional.of(CronSchedule.of("0 7 2 * *")),
                ZoneId.of("America/Sao_Paulo")));
  }
}
