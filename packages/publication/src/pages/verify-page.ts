import { markup } from './html.ts';
import type { Page } from './layout.ts';
import type { PageContext } from './page-context.ts';

/** How anybody checks the publication without asking whoever published it. */
export function verifyPage({ fingerprint, hashes, result }: PageContext): Page {
  return {
    title: 'Kiểm chứng kết quả',
    description:
      'Tính lại mọi con số và kiểm tra mã băm, nhật ký công bố, chữ ký; không cần hỏi cơ quan công bố.',
    depth: 0,
    current: 'verify.html',
    body: markup`<p class="lead">
        Thư mục công bố này tự chứng minh: chỉ với các tệp trong đó, ai cũng tính lại được mọi điểm, mọi thứ
        hạng và biết có tệp nào bị sửa hay không, không cần kết nối mạng.
      </p>
      <h2>Cách làm</h2>
      <ol class="text">
        <li>Tải trọn thư mục công bố (tệp zip) về máy và giải nén.</li>
        <li>Cài Node.js và mã nguồn Parix, rồi chạy lệnh dưới đây tại thư mục mã nguồn.</li>
      </ol>
      <pre>npx parix verify THƯ-MỤC</pre>
      <p class="text">
        Lệnh in từng bước và dừng ở chỗ khác biệt đầu tiên: tên tệp, đơn vị, tiêu chí, giá trị phải có và giá
        trị tìm thấy.
      </p>
      <h2>Những gì được kiểm tra</h2>
      <ol class="text">
        <li>Bản kê <a href="manifest.json">manifest.json</a> đúng dạng, không bị sửa.</li>
        <li>
          Nhật ký công bố: <a href="log/checkpoint">điểm chốt</a> mang chữ ký Ed25519 hợp lệ, các ô của cây
          băm khớp với điểm chốt.
        </li>
        <li>
          Mục nhật ký <a href="log/entry.json">entry.json</a> ghi đúng mã băm của bản kê, và
          <a href="log/publication.tlog-proof">bằng chứng</a> cho thấy mục ấy nằm trong nhật ký.
        </li>
        <li>Mọi tệp trong bản kê đều có mặt, đúng kích thước và mã băm SHA-256; không có tệp thừa.</li>
        <li>Bộ tiêu chí đọc được, qua mọi ví dụ kèm theo, đúng dấu vân.</li>
        <li>
          Mọi điểm, chỉ số, xếp loại, thứ hạng được tính lại từ
          <a href="data/facts.json">số liệu đầu vào</a> và so với kết quả đã công bố.
        </li>
        <li>Mọi trang được dựng lại và so từng byte.</li>
      </ol>
      <h2>Khóa xác minh</h2>
      <p class="text">
        Khóa công khai của nhật ký ở trong tệp <a href="log/verifier-key.txt">verifier-key.txt</a>. Người kiểm
        tra cẩn thận lấy khóa từ một nguồn khác (văn bản công bố, trang của cơ quan) và truyền vào lệnh; nếu
        không, lệnh sẽ nói rõ là khóa lấy từ chính thư mục.
      </p>
      <pre>npx parix verify THƯ-MỤC --key KHÓA</pre>
      <h2>Mã băm của lần công bố này</h2>
      <dl class="text">
        <dt>Dấu vân bộ tiêu chí</dt>
        <dd class="hash">${fingerprint}</dd>
        <dt>Số liệu đầu vào, facts.json</dt>
        <dd class="hash">${hashes.facts}</dd>
        <dt>Kết quả, results.json</dt>
        <dd class="hash">${hashes.results}</dd>
        <dt>Bộ tính</dt>
        <dd>${result.engine}</dd>
      </dl>
      <p class="text">
        Mã băm của bản kê không thể in ở đây vì bản kê chứa mã băm của chính trang này; mã đó ở trong
        <a href="log/entry.json">log/entry.json</a> và trên trang của cơ quan công bố.
      </p>
      <h2>Viết một bộ kiểm chứng khác</h2>
      <p class="text">
        Định dạng được mô tả trong tài liệu docs/verification.md của mã nguồn. Nhật ký theo các đặc tả công
        khai RFC 6962 và C2SP (tlog-tiles, tlog-checkpoint, signed-note, tlog-proof), nên có thể kiểm tra bằng
        công cụ khác.
      </p>`,
  };
}
