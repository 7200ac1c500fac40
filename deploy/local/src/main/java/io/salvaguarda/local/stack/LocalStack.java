package io.salvaguarda.local.stack;

import io.salvaguarda.local.Checkout;
import io.salvaguarda.local.KafkaBroker;
import io.salvaguarda.local.KeptValues;
import io.salvaguarda.local.MailServer;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.local.S3Server;
import io.salvaguarda.local.WebhookReceiver;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The whole suite on this machine: Kafka, S3, two PostgreSQL clusters, SMTP, a webhook receiver and
 * the services from their shipped jars. Everything listens on 127.0.0.1 and stops on close, or when
 * this JVM dies.
 */
public final class LocalStack implements AutoCloseable {
  private static final String SENDER = "salvaguarda@example.org";

  private final StackHome home;
  private final KeptValues kept;
  private final Servers servers;
  private final List<ServiceInstance> services = new CopyOnWriteArrayList<>();
  private final SourceDatabase sourceDatabase;
  private final Path configuration;
  private final ServiceStarter starter;

  private LocalStack(StackOptions options, StackHome home, KeptValues kept, Servers servers) {
    this.home = home;
    this.kept = kept;
    this.servers = servers;
    sourceDatabase = SourceDatabase.on(servers.source(), kept, options.dataMebibytes());
    SuiteFiles files = new SuiteFiles(home);
    URI webhook = servers.webhooks().url("/salvaguarda");
    configuration =
        SuiteConfiguration.write(files, kept, servers.s3(), sourceDatabase, options.wal(), webhook);
    Path token = files.token(kept.secret("token"));
    CliSettings.write(files, urls(), servers.kafka().bootstrapServers(), configuration, token);
    starter =
        new ServiceStarter(
            Checkout.root(),
            home.folder("logs", "rwx------"),
            Catalog.on(servers.catalog(), kept),
            environment(options));
  }

  /**
   * Starts everything and returns when every service says that it is ready.
   *
   * @throws io.salvaguarda.local.StartFailed when anything does not come up; what did is stopped
   *     again
   */
  public static LocalStack start(StackOptions options) {
    StackHome home = StackHome.take(options.home(), options.keep());
    Servers servers = null;
    try {
      KeptValues kept = KeptValues.in(home.path());
      servers =
          Servers.start(home, options.https(), kept.port("mail-port"), kept.port("webhook-port"));
      LocalStack stack = new LocalStack(options, home, kept, servers);
      stack.startServices(options);
      return stack;
    } catch (RuntimeException e) {
      if (servers != null) {
        servers.close();
      }
      home.close();
      throw e;
    }
  }

  /** The folder that holds everything; the CLI finds the stack when SALVA_HOME is this. */
  public Path home() {
    return home.path();
  }

  /** The salvaguarda.yaml that the services read. */
  public Path configuration() {
    return configuration;
  }

  /** Below which restore-service may make data directories. */
  public Path restores() {
    return home.folder("restores", "rwx--x--x");
  }

  /** A token with role admin. */
  public String token() {
    return kept.secret("token");
  }

  /** What the webhooks to {@link #webhooks()} must be signed with. */
  public String webhookSecret() {
    return SuiteConfiguration.webhookSecret(kept);
  }

  public KafkaBroker kafka() {
    return servers.kafka();
  }

  public S3Server s3() {
    return servers.s3();
  }

  /** The cluster of the services' own database. */
  public PostgresServer catalogServer() {
    return servers.catalog();
  }

  /** The cluster that holds what is protected. */
  public PostgresServer sourceServer() {
    return servers.source();
  }

  public SourceDatabase sourceDatabase() {
    return sourceDatabase;
  }

  public MailServer mail() {
    return servers.mail();
  }

  public WebhookReceiver webhooks() {
    return servers.webhooks();
  }

  /** All instances that were started, those that were killed since among them. */
  public List<ServiceInstance> services() {
    return List.copyOf(services);
  }

  /** The first instance of a service. */
  public ServiceInstance service(SuiteService service) {
    return services.stream()
        .filter(instance -> instance.service() == service)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(service.id() + " was not started"));
  }

  /** Starts one more instance of a service, which shares the work. */
  public ServiceInstance startAnother(SuiteService service) {
    int others = (int) services.stream().filter(instance -> instance.service() == service).count();
    ServiceInstance instance =
        starter.start(service, kept.port(portName(service) + "-" + (others + 1)), others + 1);
    services.add(instance);
    return instance;
  }

  @Override
  public void close() {
    InParallel.all(
        services.stream()
            .<Callable<Boolean>>map(
                instance ->
                    () -> {
                      instance.process().close();
                      return true;
                    })
            .toList());
    servers.close();
    home.close();
  }

  private void startServices(StackOptions options) {
    try {
      InParallel.all(
          options.services().stream()
              .sorted()
              .<Callable<Boolean>>map(
                  service ->
                      () -> services.add(starter.start(service, kept.port(portName(service)), 1)))
              .toList());
    } catch (RuntimeException e) {
      services.forEach(instance -> instance.process().close());
      throw e;
    }
  }

  private Map<SuiteService, URI> urls() {
    Map<SuiteService, URI> urls = new EnumMap<>(SuiteService.class);
    for (SuiteService service : SuiteService.values()) {
      urls.put(service, URI.create("http://127.0.0.1:" + kept.port(portName(service))));
    }
    return urls;
  }

  private static String portName(SuiteService service) {
    return service.id() + "-port";
  }

  private Map<String, String> environment(StackOptions options) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("SALVAGUARDA_CONFIG", configuration.toString());
    environment.put("SALVAGUARDA_SCRATCH", home.folder("scratch", "rwx--x--x").toString());
    environment.put("SALVAGUARDA_RESTORE_DIRECTORIES", restores().toString());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", servers.kafka().bootstrapServers());
    // a killed service is missed soon: this machine is watched by people
    environment.put("SALVAGUARDA_JOBS_LEASE", "6s");
    environment.put("QUARKUS_MAILER_HOST", servers.mail().host());
    environment.put("QUARKUS_MAILER_PORT", String.valueOf(servers.mail().port()));
    environment.put("QUARKUS_MAILER_FROM", SENDER);
    environment.put("QUARKUS_MAILER_START_TLS", "DISABLED");
    environment.putAll(options.environment());
    return environment;
  }
}
