package io.salvaguarda.kit.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;

/** Takes a body with one field of each type. */
@Path("/echo")
public class EchoResource {

  public enum Colour {
    RED,
    GREEN
  }

  public record Body(
      String text, int number, boolean flag, Colour colour, Instant at, List<String> list) {}

  @POST
  @RolesAllowed("operator")
  public Uni<Body> echo(Body body) {
    return Uni.createFrom().item(body);
  }
}
