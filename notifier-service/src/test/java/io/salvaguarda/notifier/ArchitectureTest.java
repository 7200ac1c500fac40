package io.salvaguarda.notifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.salvaguarda.events.EventFactory;
import io.salvaguarda.notifier.architecture.alpha.Alpha;
import io.salvaguarda.notifier.architecture.beta.Beta;
import jakarta.enterprise.context.ApplicationScoped;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.salvaguarda.notifier");

  private static final String[] FRAMEWORKS = {
    "io.quarkus..",
    "jakarta..",
    "org.hibernate..",
    "io.vertx..",
    "io.smallrye..",
    "okhttp3..",
    "com.fasterxml..",
    "org.eclipse.microprofile..",
    "io.salvaguarda.kit.."
  };

  private static final DescribedPredicate<JavaClass> DOMAIN =
      new DescribedPredicate<>("a domain") {
        @Override
        public boolean test(JavaClass each) {
          String name = each.getPackageName();
          return name.endsWith(".notice")
              || name.endsWith(".letter")
              || name.endsWith(".incident")
              || name.endsWith(".delivery");
        }
      };

  private static final ArchRule PLAIN_DOMAIN = plain(DOMAIN);

  private static final ArchRule NO_CYCLES =
      slices()
          .matching("io.salvaguarda.notifier.(*)..")
          .should()
          .beFreeOfCycles()
          .because("features that need each other cannot be understood one at a time");

  private static final ArchRule ONE_FACTORY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(EventFactory.class)
          .because("only the outbox makes events, so that none is without id and time");

  private static ArchRule plain(DescribedPredicate<JavaClass> which) {
    return noClasses()
        .that(which)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(FRAMEWORKS)
        .because("what an event means and when it is told must be testable without a server");
  }

  @Test
  void theDomainIsPlainJava() {
    assertThat(OURS.stream().filter(DOMAIN)).hasSizeGreaterThan(20);
    PLAIN_DOMAIN.check(OURS);
  }

  @Test
  void aFrameworkInTheDomainIsFound() {
    JavaClasses framed = new ClassFileImporter().importClasses(Framed.class);

    assertThatThrownBy(() -> plain(DescribedPredicate.alwaysTrue()).check(framed))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Framed");
  }

  @Test
  void featuresHaveNoCycles() {
    NO_CYCLES.check(OURS);
  }

  @Test
  void aCycleIsFound() {
    JavaClasses cyclic = new ClassFileImporter().importClasses(Alpha.class, Beta.class);
    ArchRule rule =
        slices().matching("io.salvaguarda.notifier.architecture.(*)..").should().beFreeOfCycles();

    assertThatThrownBy(() -> rule.check(cyclic)).isInstanceOf(AssertionError.class);
  }

  @Test
  void eventsAreMadeByTheKitOnly() {
    ONE_FACTORY.check(OURS);
  }

  @Test
  void anEventMadeElsewhereIsFound() {
    JavaClasses forger = new ClassFileImporter().importClasses(Forger.class);

    assertThatThrownBy(() -> ONE_FACTORY.check(forger))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Forger");
  }

  /** What the rule on frameworks must find. */
  @ApplicationScoped
  static class Framed {}

  /** What the rule on events must find. */
  static final class Forger {
    EventFactory factory() {
      return new EventFactory("notifier-service");
    }
  }
}
