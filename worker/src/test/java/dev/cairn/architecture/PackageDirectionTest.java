package dev.cairn.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class PackageDirectionTest {
    private static final String OURS = "dev.cairn";
    private static final String PLANTED = "dev.cairn.architecture.planted";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("cairn-schemas") && !location.contains("/schemas/target/"))
            .importPackages(OURS);

    @Test
    void packagesKnowEachOtherInTheDirectionOfTheTable() {
        assertThat(PRODUCT).isNotEmpty();
        directionsBelow(OURS).check(PRODUCT);
    }

    @Test
    void everyPackageSaysThatNothingInItIsNullUnlessMarked() {
        assertThat(PRODUCT)
                .allSatisfy(type -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                        .as("%s needs a package-info.java with @NullMarked", type.getPackageName())
                        .isTrue());
    }

    @Test
    void aStationThatLooksTheWrongWayIsFoundAndToldWhy() {
        JavaClasses planted = new ClassFileImporter().importPackages(PLANTED + ".decode", PLANTED + ".flush");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> directionsBelow(PLANTED).check(planted))
                .withMessageContaining("'decode' may not know 'flush'")
                .withMessageContaining("whole blocks are assemble's business")
                .withMessageContaining("Ways out");
    }

    @Test
    void aPackageWithoutARowIsFound() {
        JavaClasses planted = new ClassFileImporter().importPackages(PLANTED + ".helpers");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> directionsBelow(PLANTED).check(planted))
                .withMessageContaining("package 'helpers' has no row");
    }

    @Test
    void aLibraryOutsideItsPackageIsFound() {
        JavaClasses planted = new ClassFileImporter().importPackages(PLANTED + ".model");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> directionsBelow(PLANTED).check(planted))
                .withMessageContaining("'model' may not use com.google.protobuf.ByteString: of libraries it has none");
    }

    private static ArchRule directionsBelow(String base) {
        return ArchRuleDefinition.classes()
                .should(new ArchCondition<JavaClass>("know only what the table of package directions allows") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        String from = station(base, type.getPackageName());
                        if (!PackageDirections.has(from)) {
                            PackageDirections.objection(from, from)
                                    .ifPresent(why -> events.add(SimpleConditionEvent.violated(type, why)));
                        }
                        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                            objection(base, from, dependency.getTargetClass())
                                    .ifPresent(why -> events.add(SimpleConditionEvent.violated(
                                            type, why + " — " + dependency.getDescription())));
                        }
                    }
                });
    }

    private static Optional<String> objection(String base, String from, JavaClass target) {
        JavaClass type = target.getBaseComponentType();
        Optional<String> library =
                type.isPrimitive() ? Optional.empty() : PackageDirections.libraryObjection(from, type.getName());
        boolean ours = (target.getPackageName() + ".").startsWith(base + ".")
                && !target.getName().startsWith("dev.cairn.schemas.");
        return ours ? PackageDirections.objection(from, station(base, target.getPackageName())) : library;
    }

    /// The first part of the package's name below the base: sub-packages belong to their station.
    private static String station(String base, String packageName) {
        if (packageName.equals(base)) {
            return "";
        }
        String below = packageName.substring(base.length() + 1);
        int end = below.indexOf('.');
        return end < 0 ? below : below.substring(0, end);
    }
}
