import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.ValueComparator;
import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;

/** Keys of unique indexes by their values; the store itself would compare them by serializing both each time. */
final class KeyType extends BasicDataType<KeyValue> {
    private static final ObjectDataType VALUES = new ObjectDataType();
    private static final ValueComparator ORDER = ValueComparator.ascWithoutListHandling();

    @Override
    public int compare(KeyValue a, KeyValue b) {
        int order = Integer.compare(a.size(), b.size());
        for (int i = 0; order == 0 && i < a.size(); i++) {
            boolean texts = a.get(i) instanceof String && b.get(i) instanceof String;
            order = texts ? ((String) a.get(i)).compareTo((String) b.get(i)) : ORDER.compare(a.get(i), b.get(i));
        }
        return order;
    }

    @Override
    public int getMemory(KeyValue key) {
        return 128 * key.size();
    }

    @Override
    public void write(WriteBuffer buffer, KeyValue key) {
        buffer.putVarInt(key.size());
        key.forEach(value -> VALUES.write(buffer, value));
    }

    @Override
    public KeyValue read(ByteBuffer buffer) {
        Object[] values = new Object[DataUtils.readVarInt(buffer)];
        for (int i = 0; i < values.length; i++) {
            values[i] = VALUES.read(buffer);
        }
        return new KeyValue(values);
    }

    @Override
    public KeyValue[] createStorage(int size) {
        return new KeyValue[size];
    }
}
