package io.salvaguarda.restore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.salvaguarda.events.EventFactory;
import io.salvaguarda.restore.point.adapter.RecoveryPoints;
import io.salvaguarda.restore.run.DatabaseRestore;
import org.junit.jupiter.api.Test;

/** The layout of design section 3, and that each rule can fail. */
class ArchitectureTest {

  private static final JavaClasses SERVICE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.salvaguarda.restore");

  private static final String[] FRAMEWORKS = {
    "jakarta..",
    "io.quarkus..",
    "org.hibernate..",
    "io.smallrye..",
    "io.vertx..",
    "org.eclipse.microprofile..",
    "io.micrometer..",
    "io.salvaguarda.kit.."
  };

  private static final String[] DOMAIN = {
    "io.salvaguarda.restore.run", "io.salvaguarda.restore.point"
  };

  private static ArchRule plainJava(String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(FRAMEWORKS)
        .because("a feature's rules must be readable and testable without any framework");
  }

  private static ArchRule noEventsMadeBy(String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(EventFactory.class)
        .because("only the kit's outbox gives events their id and time");
  }

  @Test
  void theDomainKnowsNoFramework() {
    plainJava(DOMAIN).check(SERVICE);
    assertThat(SERVICE.contain(DatabaseRestore.class)).isTrue();
    assertThat(plainJava("io.salvaguarda.restore.point.adapter").evaluate(SERVICE).hasViolation())
        .as("the rule sees adapters")
        .isTrue();
  }

  @Test
  void theDomainKnowsNoAdapter() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..adapter..")
            .because("adapters depend on the domain, never the reverse");
    rule.check(SERVICE);
    assertThat(SERVICE.get(RecoveryPoints.class).getDirectDependenciesFromSelf())
        .as("the opposite direction is there")
        .anyMatch(each -> each.getTargetClass().getPackageName().endsWith(".point"));
  }

  @Test
  void featuresDoNotDependOnEachOtherInCircles() {
    slices()
        .matching("io.salvaguarda.restore.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a feature can then be understood, moved and deleted by itself")
        .check(SERVICE);
    assertThat(
            slices()
                .matching("io.salvaguarda.(restore).(*)..")
                .should()
                .notDependOnEachOther()
                .evaluate(SERVICE)
                .hasViolation())
        .as("there are dependencies between features")
        .isTrue();
  }

  @Test
  void onlyTheKitMakesEvents() {
    noEventsMadeBy("io.salvaguarda.restore..").check(SERVICE);
    JavaClasses kit = new ClassFileImporter().importPackages("io.salvaguarda.kit.outbox");
    assertThat(noEventsMadeBy("io.salvaguarda.kit..").evaluate(kit).hasViolation())
        .as("the rule sees the outbox")
        .isTrue();
  }
}
