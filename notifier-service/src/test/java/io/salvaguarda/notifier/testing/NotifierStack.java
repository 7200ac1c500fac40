package io.salvaguarda.notifier.testing;

import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.local.MailServer;
import io.salvaguarda.local.Tls;
import io.salvaguarda.local.WebhookReceiver;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Kafka, the catalog, a real SMTP server and real webhook receivers. Team {@code dba} reads
 * English, {@code plantao} Portuguese; each of the others has a mail channel and a receiver of its
 * own that a test can make fail. Each team has sources {@code <team>-1} and so on.
 */
public class NotifierStack extends ServiceStack {

  public static final String SECRET = "whsec_" + "c2FsdmFndWFyZGEtdGVzdC1zZWNyZXQtb2YtMzItYnl0ZXM=";

  private static final List<String> TROUBLED =
      List.of(
          "busy",
          "gone",
          "flaky",
          "slow",
          "early",
          "moved",
          "rebound",
          "many",
          "taken",
          "once",
          "silent",
          "storm",
          "vanished",
          "herd",
          "away",
          "asleep",
          "lead",
          "crowd",
          "crowd-slow",
          "crowd-dead",
          "paced",
          "lost",
          "chat",
          "absent");
  private static final int SOURCES = 40;

  /** The limit of channel {@code paced-hook}. */
  public static final String PACE = "3/2s";

  /** The further channels of team {@code chat}: names, and types with what each must have. */
  private static final Map<String, String> CHATS =
      new TreeMap<>(
          Map.of(
              "chat-slack", "slack",
              "chat-teams", "msteams",
              "chat-discord", "discord",
              "chat-telegram",
                  "telegram, token: \"1234567:AAAAAAAAAAAAAAAAAAAAAAAA\", chat: \"-100123\"",
              "chat-pager", "pagerduty, routingKey: \"0123456789abcdef0123456789abcdef\""));

  /** Sources of the team that a storm hits. */
  public static final int CROWD = 100;

  /** Backups are due half a day away from any test: what is due in one, it says itself. */
  private static final ZoneId PLANS_ZONE = ZoneId.of("America/Sao_Paulo");

  private static final String DEAD_MAN_SWITCH =
      "deadManSwitch: { url: \"@SWITCH@\", every: 10s, allowedNetworks: [127.0.0.0/8] }\n";

  private static final Map<String, WebhookReceiver> RECEIVERS = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> USED = new ConcurrentHashMap<>();
  private static MailServer mail;
  private static Redirector redirector;
  private static Tls smtpTls;
  private static Tls otherTls;

  public static MailServer mail() {
    return mail;
  }

  /** Of 127.0.0.1; the TLS configuration named {@code mail} trusts it. */
  public static Tls smtpTls() {
    return smtpTls;
  }

  /** Trusted as well, but of another server. */
  public static Tls otherTls() {
    return otherTls;
  }

  /** The receiver of a team's webhooks. */
  public static WebhookReceiver receiver(String team) {
    return RECEIVERS.get(team);
  }

  /** A source of the team that no other test has used. */
  public static String freshSource(String team) {
    return team + "-" + USED.computeIfAbsent(team, t -> new AtomicInteger()).incrementAndGet();
  }

  @Override
  protected Map<String, String> more() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("quarkus.mailer.host", mail.host());
    settings.put("quarkus.mailer.port", String.valueOf(mail.port()));
    settings.put("quarkus.mailer.from", "Salvaguarda <salvaguarda@backup.example.org>");
    smtpTls = Tls.in(folder.resolve("smtp"), "IP:127.0.0.1");
    otherTls = Tls.in(folder.resolve("other-smtp"), "DNS:mail.example.org,IP:192.0.2.1");
    settings.put(
        "quarkus.tls.mail.trust-store.pem.certs",
        smtpTls.certificate() + "," + otherTls.certificate());
    settings.put("salvaguarda.delivery.attempts", "4");
    settings.put("salvaguarda.delivery.first-wait", "200ms");
    settings.put("salvaguarda.delivery.factor", "4");
    settings.put("salvaguarda.delivery.longest-wait", "4s");
    settings.put("salvaguarda.delivery.lease", "20s");
    settings.put("salvaguarda.http.patience", "2s");
    settings.put("salvaguarda.http.deadline", "3s");
    settings.put("salvaguarda.delivery.mail-patience", "1s");
    settings.put("salvaguarda.delivery.mail-deadline", "2s");
    settings.put("salvaguarda.incidents.group-wait", "0s");
    settings.put("salvaguarda.incidents.settle", "1s");
    settings.put("salvaguarda.incidents.recheck", "500ms");
    settings.put("salvaguarda.links.url", "https://salva.example.org/");
    settings.put("salvaguarda.subscriptions.allowed-networks", "127.0.0.0/8");
    settings.put("salvaguarda.dead-man-switch.poll", "1s");
    settings.put("salvaguarda.dead-man-switch.deaf-after", "15s");
    settings.put("salvaguarda.absence.every", "500ms");
    settings.put("salvaguarda.absence.grace", "2s");
    settings.put("salvaguarda.absence.wal-silent-after", "30s");
    settings.put("salvaguarda.absence.deaf-after", "12s"); // commits come every five seconds
    return settings;
  }

  @Override
  protected String configuration(String template) {
    mail = MailServer.start();
    teams().forEach(team -> RECEIVERS.put(team, WebhookReceiver.start()));
    redirector = Redirector.to(RECEIVERS.get("moved").url("/after-redirect"));
    RECEIVERS.put("switch", WebhookReceiver.start());
    return (template + DEAD_MAN_SWITCH)
        .replace("@SWITCH@", RECEIVERS.get("switch").url("/ping/secret-7f3a?x=1").toString())
        .replace(
            "@FAR_HOUR@", String.valueOf(ZonedDateTime.now(PLANS_ZONE).plusHours(12).getHour()))
        .replace("@REPOSITORIES@", lines(teams().flatMap(NotifierStack::repositories)))
        .replace("@SOURCES@", lines(teams().flatMap(NotifierStack::sources)))
        .replace("@TEAMS@", lines(TROUBLED.stream().map(NotifierStack::team)))
        .replace("@CHANNELS@", lines(channels()));
  }

  private static int sourcesOf(String team) {
    return List.of("crowd", "dba").contains(team) ? CROWD : SOURCES;
  }

  private static Stream<String> teams() {
    return Stream.concat(Stream.of("dba", "plantao"), TROUBLED.stream());
  }

  private static Stream<String> sources(String team) {
    return IntStream.rangeClosed(1, sourcesOf(team))
        .mapToObj(
            i ->
                ("%1$s-%2$d: { type: postgresql, host: db.example.org, port: 5432,"
                        + " database: shop_%2$d, user: backup, password: secret,"
                        + " repository: %3$s, plan: daily, team: %1$s }")
                    .formatted(team, i, repository(team, i)));
  }

  /** One each, or the trouble of one source would look like an outage with that of another. */
  private static String repository(String team, int source) {
    return List.of("away", "asleep").contains(team) ? "shared" : team + "-r" + source;
  }

  private static Stream<String> repositories(String team) {
    return IntStream.rangeClosed(1, sourcesOf(team))
        .mapToObj(i -> repository(team, i))
        .filter(name -> !name.equals("shared"))
        .map(
            name ->
                "%1$s: { type: directory, path: /nonexistent/%1$s, passphrase: \"correct horse battery staple\" }"
                    .formatted(name));
  }

  private static String team(String name) {
    return "%1$s: { language: en, channels: [%1$s-mail, %1$s-hook%3$s]%2$s }"
        .formatted(
            name,
            switch (name) {
              case "crowd" -> ", grouping: { wait: 1s, interval: 2s }";
              case "herd" -> ", grouping: { wait: 2s, interval: 2s }";
              case "asleep" ->
                  ", quietHours: { from: \"00:00\", to: \"24:00\" }"
                      + ", escalation: { after: 1s, to: [lead-mail], administratorsAfter: 2s }";
              default -> "";
            },
            switch (name) {
              case "crowd" -> ", crowd-slow-hook, crowd-dead-hook";
              case "chat" -> ", " + String.join(", ", CHATS.keySet());
              default -> "";
            });
  }

  private static Stream<String> channels() {
    Map<String, String> urls = new LinkedHashMap<>();
    teams().forEach(team -> urls.put(team, RECEIVERS.get(team).url("/" + team).toString()));
    urls.put("moved", redirector.url().toString());
    urls.put("rebound", "http://rebound.example.org:" + RECEIVERS.get("rebound").port() + "/");
    Stream<String> hooks =
        urls.entrySet().stream()
            .map(
                entry ->
                    "%s-hook: { type: webhook, url: \"%s\", secret: \"%s\", allowedNetworks: [\"%s\"]%s }"
                        .formatted(
                            entry.getKey(),
                            entry.getValue(),
                            SECRET,
                            entry.getKey().equals("rebound") ? "10.9.9.0/24" : "127.0.0.0/8",
                            entry.getKey().equals("paced") ? ", limit: " + PACE : ""));
    Stream<String> mails =
        TROUBLED.stream()
            .map(team -> "%1$s-mail: { type: mail, to: [%1$s@example.org] }".formatted(team));
    Stream<String> chats =
        CHATS.entrySet().stream()
            .map(
                entry ->
                    "%s: { type: %s, url: \"%s\", allowedNetworks: [\"127.0.0.0/8\"] }"
                        .formatted(
                            entry.getKey(),
                            entry.getValue(),
                            RECEIVERS.get("chat").url("/" + entry.getKey())));
    return Stream.of(hooks, mails, chats).flatMap(lines -> lines);
  }

  private static String lines(Stream<String> lines) {
    return lines.map(line -> "  " + line).collect(Collectors.joining("\n"));
  }

  @Override
  public void stop() {
    super.stop();
    RECEIVERS.values().forEach(WebhookReceiver::close);
    if (mail != null) {
      mail.close();
      redirector.close();
    }
  }
}
