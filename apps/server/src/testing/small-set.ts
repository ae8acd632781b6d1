/** A sample set small enough to reckon with in the head: 10 points over two areas. */
export const SMALL_SET = `format: parix.criteria-set/1
id: bo-thu
version: "1"
title: Bộ tiêu chí thử (mẫu)
sample: true
index-years: { from: 2020, to: 2022 }
unit-kinds: { department: Sở, commune: Xã }
rounding: { item: 2, printed-index: 2, printed-points: 2 }
total: { max: "10" }
classification:
  basis: unrounded
  bands:
    - { id: tot, name: Tốt, from: "80" }
    - { id: kha, name: Khá, from: "50" }
    - { id: yeu, name: Yếu, otherwise: true }
ranking: { basis: unrounded, ties: competition }
areas:
  - code: "1"
    name: Chỉ đạo, điều hành
    max: "6"
    source: mẫu
    criteria:
      - code: "1.1"
        name: Báo cáo đúng hạn
        max: "2"
        figures:
          bao_cao: { type: integer, label: Số báo cáo đúng hạn, unit: báo cáo, max: 20 }
        rule: { count: { count: bao_cao, each: "0.5" } }
        cases:
          - { name: Có 4, figures: { bao_cao: 4 }, points: "2" }
      - code: "1.2"
        name: Hồ sơ đúng hạn
        max: "4"
        figures:
          dung_han: { type: decimal, label: Tỷ lệ đúng hạn, unit: "%", max: 100, decimals: 2 }
          tong: { type: integer, label: Tổng số, unit: hồ sơ, min: 1, max: 100 }
        rule:
          ratio-steps:
            numerator: dung_han
            denominator: tong
            steps: [{ from: "90", points: "4" }, { from: "50", points: "2" }, { otherwise: "0" }]
        cases:
          - { name: Đạt 95, figures: { dung_han: 95, tong: 100 }, points: "4" }
  - code: "2"
    name: Kết quả
    max: "4"
    source: mẫu
    criteria:
      - code: "2.1"
        name: Mức độ hài lòng
        max: "2"
        points-from: survey
        rule: { survey-mean: { low: "1", high: "5" } }
        cases: []
      - code: "2.2"
        name: Công khai thủ tục
        max: "2"
        not-applicable: remove
        rule: { all-of: { requirements: { niem_yet: Niêm yết, truc_tuyen: Công khai trực tuyến } } }
        cases:
          - { name: Đủ, figures: { niem_yet: true, truc_tuyen: true }, points: "2" }
`;

/** Dated after the year that it judges: 1.1 falls to one point, 1.2 rises to five. */
export const SMALL_AMENDMENT = `format: parix.amendment/1
id: bo-thu-sua-doi
sample: true
act: { number: "MẪU 02/2022", date: 2022-05-18, issuer: Cơ quan mẫu, title: Sửa đổi mẫu }
base: { id: bo-thu, version: "1" }
version: "2"
index-years: { from: 2020, to: 2021 }
operations:
  - re-weigh:
      id: "1.1"
      max: "1"
      points: scale
      cases:
        - { name: Có 4, figures: { bao_cao: 4 }, points: "1" }
  - re-weigh:
      id: "1.2"
      max: "5"
      points: ["5", "2", "0"]
      cases:
        - { name: Đạt 95, figures: { dung_han: 95, tong: 100 }, points: "5" }
`;
