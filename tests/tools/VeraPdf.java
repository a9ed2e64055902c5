// In: the paths of PDF files. Out: for each, whether it holds to PDF/UA-1 and to every other standard that it claims.
//
// Invariant: exits with 0 only if every file was read and keeps every standard that was checked.
//
// Run as `java -cp CLASSPATH tests/tools/VeraPdf.java FILE...`; `tests/run` writes a script that knows the class path.

import java.io.File;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraPdf {
    public static void main(String[] paths) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean kept = paths.length > 0;
        for (String path : paths) {
            for (PDFAFlavour flavour : flavours(new File(path))) {
                kept &= validate(new File(path), flavour);
            }
        }
        System.exit(kept ? 0 : 1);
    }

    /** PDF/UA-1, because every briefing claims it, and whatever else the file's metadata claims. */
    private static Set<PDFAFlavour> flavours(File file) throws Exception {
        Set<PDFAFlavour> flavours = new LinkedHashSet<>();
        flavours.add(PDFAFlavour.PDFUA_1);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file)) {
            for (PDFAFlavour claimed : parser.getFlavours()) {
                if (claimed != PDFAFlavour.NO_FLAVOUR) {
                    flavours.add(claimed);
                }
            }
        }
        return flavours;
    }

    private static boolean validate(File file, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println(file + ": " + flavour.getId() + ": " + (result.isCompliant() ? "kept" : "broken"));
            failures(result).forEach((failure, times) -> System.out.println("  " + failure + " (" + times + " times)"));
            return result.isCompliant();
        }
    }

    private static Map<String, Integer> failures(ValidationResult result) {
        Map<String, Integer> failures = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                failures.merge(rule + " " + assertion.getMessage(), 1, Integer::sum);
            }
        }
        return failures;
    }
}
