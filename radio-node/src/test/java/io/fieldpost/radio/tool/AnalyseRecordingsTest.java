package io.fieldpost.radio.tool;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import java.nio.file.Files;
import java.nio.file.Path;

class AnalyseRecordingsTest {
    @Test void show() throws Exception {
        for (String f : new String[] {"wmbus_T1_868.950M_1600k.cu8","dump1090_modes1_1090M_2000k.cu8","jradio_orbicraft-z.wav","jradio_aausat-4-with-offset-2.wav","jradio_stereo.wav","rtlpower_nhkfm3.csv"}) {
            FakeContext c = new FakeContext();
            long t = System.nanoTime();
            Words.run(new AnalyseCommand(), c, "/work/shared/recordings/"+f);
            System.out.println(c.text()+"\n took "+(System.nanoTime()-t)/1e9);
        }
    }
}
