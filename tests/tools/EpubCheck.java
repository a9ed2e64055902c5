// In: the paths of EPUB files. Out: what EPUBCheck says of each that it finds an error or a warning in.
//
// Invariant: exits with 0 only if every file was read and has neither.
//
// Run as `java -cp epubcheck.jar tests/tools/EpubCheck.java FILE...`: one machine for all files, which is many times as fast as
// one for each.

import com.adobe.epubcheck.tool.EpubChecker;

public class EpubCheck {
    public static void main(String[] paths) {
        int faulty = paths.length > 0 ? 0 : 1;
        for (String path : paths) {
            if (new EpubChecker().run(new String[] {"--failonwarnings", path}) != 0) {
                System.out.println(path + ": faulty");
                faulty++;
            }
        }
        System.exit(faulty > 0 ? 1 : 0);
    }
}
