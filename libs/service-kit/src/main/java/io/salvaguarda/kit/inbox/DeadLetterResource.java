package io.salvaguarda.kit.inbox;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events that this service could not take, and their replay. */
@Path("/dead-letters")
public class DeadLetterResource {

  /** One dead letter, without its body. */
  public record View(
      UUID id,
      String topic,
      int partition,
      long offset,
      String type,
      String reason,
      Instant deadLetteredAt,
      Instant replayedAt) {}

  private final Transactions transactions;
  private final EventShell shell;
  private final ObjectMapper mapper;

  DeadLetterResource(Transactions transactions, EventShell shell, ObjectMapper mapper) {
    this.transactions = transactions;
    this.shell = shell;
    this.mapper = mapper;
  }

  @GET
  @RolesAllowed("viewer")
  public Uni<List<View>> list() {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "from DeadLetter order by deadLetteredAt desc", DeadLetter.class)
                .setMaxResults(500)
                .getResultList()
                .map(letters -> letters.stream().map(this::view).toList()));
  }

  @POST
  @Path("/{id}/replay")
  @RolesAllowed("operator")
  public Uni<View> replay(@PathParam("id") UUID id) {
    return transactions
        .run(
            session ->
                session
                    .find(DeadLetter.class, id)
                    .onItem()
                    .ifNull()
                    .failWith(() -> problem(Response.Status.NOT_FOUND, "no dead letter " + id))
                    .call(letter -> shell.replay(session, recordOf(letter)))
                    .invoke(letter -> letter.replayedAt = Instant.now())
                    .map(this::view))
        .onFailure(StillPoison.class)
        .transform(
            poison ->
                problem(
                    Response.Status.CONFLICT,
                    "dead letter " + id + " still cannot be taken: " + poison.getMessage()));
  }

  private static HttpProblem problem(Response.Status status, String detail) {
    return HttpProblem.valueOf(status, detail);
  }

  private ReceivedRecord recordOf(DeadLetter letter) {
    return new ReceivedRecord(
        letter.topic,
        letter.kafkaPartition,
        letter.kafkaOffset,
        letter.recordKey,
        headersOf(letter),
        letter.body);
  }

  private View view(DeadLetter letter) {
    return new View(
        letter.id,
        letter.topic,
        letter.kafkaPartition,
        letter.kafkaOffset,
        headersOf(letter).getOrDefault("ce_type", ""),
        letter.reason,
        letter.deadLetteredAt,
        letter.replayedAt);
  }

  private Map<String, String> headersOf(DeadLetter letter) {
    try {
      return mapper.readValue(letter.headers, new TypeReference<Map<String, String>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
