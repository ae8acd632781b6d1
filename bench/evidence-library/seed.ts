import { type Kysely, sql } from 'kysely';
import type { Database } from '../../apps/server/src/db/schema.ts';
import { foldForSearch } from '../../apps/server/src/platform/search-text.ts';

type Db = Kysely<Database>;

export const SIZES = {
  documents: 5_000,
  pages: 6,
  otherUnits: 20,
  documentsOfOthers: 250,
  syllables: 400,
} as const;

/** Syllables of offices, the frequent ones first. */
const SYLLABLES =
  'cải cách hành chính và của các năm kế hoạch thực hiện nhiệm vụ công tác báo cáo kết quả thủ tục tỉnh sở ban ngành quyết định ủy nhân dân về việc theo đã được cho tại cơ quan đơn vị cán bộ chức viên dịch trực tuyến hồ sơ giải đúng hạn tỷ lệ phần trăm kiểm tra giám sát tổ chức bộ máy tài sản ngân sách nhà nước hiện đại hóa chuyển đổi số hệ thống thông tin dữ liệu một cửa liên thông tuyên truyền phổ biến pháp luật văn bản quy phạm rà soát sửa bổ sung bãi bỏ thẩm quyền trách nhiệm người đứng đầu phối hợp triển khai đánh giá chỉ hài lòng doanh nghiệp môi trường đầu tư cạnh tranh huyện xã phường thị trấn phòng nội tư lao động thương binh xây dựng giao vận nông nghiệp phát triển thôn y tế giáo đào tạo khoa học công nghệ văn thể thao du lịch tổng hợp căn cứ nghị hội đồng khóa kỳ họp thứ ban kèm nơi nhận lưu ký tên đóng dấu đắk lắk krông búk ea súp buôn đôn cư mgar';
const words = [...new Set(SYLLABLES.split(' '))];

/** A page's text, plain and folded: syllables by a steep law, so that some stand everywhere and some hardly anywhere. */
const made = sql`
  (select string_agg(plain[i], ' ') as content, string_agg(folded[i], ' ') as words from (
    select 1 + floor(${words.length}::int * power(random(), 2.5))::int as i
    from generate_series(1, ${SIZES.syllables}::int) where d.document_id is not null) s, syllable)`;

/**
 * One library with 5 000 documents, each with a file of six pages that are known to the search, a fifth of them with a
 * second version, and twenty libraries of ordinary size beside it. All rows as the application writes them.
 */
export async function seedLibraries(db: Db, unitId: string): Promise<void> {
  await sql`create temporary table syllable as select ${sql.val(words)}::text[] as plain,
    ${sql.val(words.map(foldForSearch))}::text[] as folded`.execute(db);
  await sql`
    create temporary table made as
    select unit_id, uuidv7() as document_id, n from (
      select ${unitId}::uuid as unit_id, n from generate_series(1, ${SIZES.documents}::int) n
      union all
      select u.id, n from (select id from unit where id <> ${unitId} order by code limit ${SIZES.otherUnits}) u,
        generate_series(1, ${SIZES.documentsOfOthers}::int) n) every`.execute(db);
  await sql`
    create temporary table version as
    select d.*, v as version,
      encode(sha256((unit_id::text || n || 'v' || v)::bytea), 'hex') as sha256,
      'Báo cáo kết quả thực hiện kế hoạch cải cách hành chính quý ' || 1 + n % 4 || ' năm ' || 2014 + n % 12 || ' (mẫu ' || n || ')' as abstract,
      n || '/BC-SM' as number, make_date(2014 + n % 12, 1 + n % 12, 1 + n % 28) as issued_on
    from made d, generate_series(1, 2) v where v = 1 or n % 5 = 0`.execute(db);
  await sql`
    insert into stored_file (sha256, size, media_type, pages, stored_at)
    select sha256, 200000 + n * 37, 'application/pdf', ${SIZES.pages}, now() from version`.execute(db);
  await sql`insert into file_scan (sha256, sequence, state, at) select sha256, 1, 'not-scanned', now() from version`.execute(
    db,
  );
  await sql`
    insert into evidence_document (unit_id, id, created_at) select unit_id, document_id, now() from made`.execute(
    db,
  );
  await sql`
    insert into evidence_version (unit_id, document_id, version, abstract, number, issued_on, issuer, kind, valid_to, sha256, file_name, folded, recorded_at)
    select unit_id, document_id, version, abstract, number, issued_on, 'Ủy ban nhân dân tỉnh Mẫu',
      (array['report', 'plan', 'decision', 'dispatch'])[1 + n % 4], case when n % 3 = 0 then issued_on + 365 end, sha256, 'bao-cao-' || n || '.pdf',
      replace(regexp_replace(lower(normalize(abstract || ' ' || number || ' Ủy ban nhân dân tỉnh Mẫu bao-cao-' || n || '.pdf', NFD)), '[\u0300-\u036f]', '', 'g'), 'đ', 'd'),
      now() from version`.execute(db);
  await sql`
    insert into evidence_text_state (unit_id, document_id, version, state, at)
    select unit_id, document_id, version, 'indexed', now() from version`.execute(db);
  await sql`
    insert into evidence_page (unit_id, document_id, version, page, content, words)
    select d.unit_id, d.document_id, d.version, page, t.content || ' ' || d.number, to_tsvector('simple', t.words || ' ' || lower(d.number)) || array_to_tsvector(array['unit:' || d.unit_id])
    from version d, generate_series(1, ${SIZES.pages}::int) page, lateral ${made} t`.execute(db);
}

/** Every item of the unit's card in every round names three documents at a page, with the passage. */
export async function seedLinks(db: Db, unitId: string): Promise<void> {
  await sql`
    insert into item_entry (unit_id, round_id, item_id, version, figures, explanation, evidence, origin, recorded_at)
    select e.unit_id, e.round_id, e.item_id, e.version + 1, e.figures, 'Giải trình (mẫu)', l.links, 'imported', now()
    from (select distinct on (round_id, item_id) * from item_entry where unit_id = ${unitId}
      order by round_id, item_id, version desc) e,
    lateral (select jsonb_agg(jsonb_build_object('title', m.abstract, 'reference', m.number, 'url', '', 'page', '3',
        'documentId', m.document_id, 'version', 1, 'quote', 'hoàn thành 38/40 nhiệm vụ trong kế hoạch năm')) as links
      from (select * from version where unit_id = ${unitId} and version = 1
        and n % 1500 = abs(hashtext(e.round_id || e.item_id)) % 1500) m) l`.execute(db);
}
