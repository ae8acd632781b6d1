import type { SetProblemCode } from '../problems.ts';

/** What is wrong, why it matters where that is not plain, and what to do; {name} is taken from the problem's detail. */
export const SET_PROBLEM_WORDS: Readonly<
  Record<SetProblemCode, { readonly vi: string; readonly en: string }>
> = {
  'format-unknown': {
    vi: 'Định dạng "{format}" không được hỗ trợ. Ghi "parix.criteria-set/1" hoặc cập nhật phần mềm.',
    en: 'Format "{format}" is not supported. Write "parix.criteria-set/1" or update the software.',
  },
  'set-incomplete': {
    vi: 'Bộ tiêu chí chưa đầy đủ nên không dùng để chấm điểm được: {reason}. Bổ sung phần còn thiếu theo văn bản gốc.',
    en: 'The criteria set is incomplete and may not judge a round: {reason}. Add what is missing from the original act.',
  },
  'set-too-large': {
    vi: 'Bộ tiêu chí có quá {most} dòng. Kiểm tra lại tệp, có thể đã bị lặp.',
    en: 'The set has more than {most} nodes. Check the file; it may have been repeated.',
  },
  'set-too-deep': {
    vi: 'Các nhóm lồng nhau quá {most} cấp. Rút gọn cấu trúc lĩnh vực - tiêu chí.',
    en: 'Groups are nested deeper than {most} levels. Flatten the structure of areas and criteria.',
  },
  'no-areas': {
    vi: 'Bộ tiêu chí chưa có lĩnh vực nào. Thêm ít nhất một lĩnh vực.',
    en: 'The set has no areas. Add at least one area.',
  },
  'group-empty': {
    vi: 'Nhóm không có tiêu chí nào bên trong. Thêm tiêu chí hoặc bỏ nhóm.',
    en: 'The group has no criteria. Add some or remove the group.',
  },
  'not-a-decimal': {
    vi: '"{value}" ở "{field}" không phải số thập phân đúng cách viết. Viết như "85.5", tối đa 9 chữ số thập phân, trong dấu nháy.',
    en: '"{value}" in "{field}" is not an exact decimal. Write it like "85.5", with at most 9 decimals, in quotes.',
  },
  'too-many-decimals': {
    vi: 'Điểm tối đa {max} (tối thiểu {min}) lẻ hơn mức làm tròn {decimals} chữ số thập phân. Tăng số chữ số làm tròn hoặc sửa điểm.',
    en: 'Maximum {max} (minimum {min}) is finer than the rounding to {decimals} decimals. Raise the decimals or change the points.',
  },
  'id-empty': {
    vi: '"{name}" chưa có mã. Ghi mã để số liệu và quyết định sửa đổi tham chiếu được.',
    en: '"{name}" has no id. Give it one so that figures and amendments can refer to it.',
  },
  'id-duplicate': {
    vi: 'Mã "{id}" được dùng nhiều lần ("{name}"). Mỗi dòng cần một mã riêng.',
    en: 'Id "{id}" is used more than once ("{name}"). Every node needs an id of its own.',
  },
  'max-missing': {
    vi: 'Chưa ghi điểm tối đa. Ghi theo văn bản, hoặc đánh dấu bộ tiêu chí là chưa đầy đủ.',
    en: 'The maximum is missing. State it as in the act, or mark the set incomplete.',
  },
  'children-sum': {
    vi: 'Tổng điểm các mục con là {sum}, khác điểm tối đa đã ghi {max}. Sửa một trong hai cho khớp với văn bản.',
    en: 'The children add up to {sum}, but the declared maximum is {max}. Correct either one by the act.',
  },
  'areas-sum': {
    vi: 'Tổng điểm các lĩnh vực là {sum}, khác tổng điểm đã ghi {max}. Sửa cho khớp; điểm thưởng và điểm trừ không tính vào tổng này.',
    en: 'The areas add up to {sum}, but the declared total is {max}. Make them agree; bonus and deduction areas do not count.',
  },
  'bounds-order': {
    vi: 'Điểm tối thiểu {min} phải không lớn hơn 0 và điểm tối đa {max} phải không nhỏ hơn 0.',
    en: 'The minimum {min} must not be above 0 and the maximum {max} not below 0.',
  },
  'points-sign': {
    vi: 'Mục thuộc phần "{role}" có khoảng điểm {min} đến {max} sai dấu: điểm thưởng không âm, điểm trừ không dương.',
    en: 'An item of role "{role}" ranges from {min} to {max}: bonus points may not be negative, deductions not positive.',
  },
  'rule-missing': {
    vi: 'Tiêu chí có điểm nhưng chưa có cách chấm, hoặc cách chấm không có trong danh mục. Ghi một cách chấm, hoặc để điểm tối đa 0 nếu chỉ theo dõi.',
    en: 'The item carries points but no known method. State a method, or a maximum of 0 when it is only watched.',
  },
  'rounding-invalid': {
    vi: 'Cách làm tròn ở "{field}" không hợp lệ ({decimals} chữ số, kiểu "{mode}"). Dùng 0-6 chữ số và kiểu half-up, half-even, down hoặc up.',
    en: 'Rounding of "{field}" is invalid ({decimals} decimals, mode "{mode}"). Use 0-6 decimals and half-up, half-even, down or up.',
  },
  'kind-duplicate': {
    vi: 'Loại đơn vị "{kind}" được khai báo nhiều lần. Giữ lại một.',
    en: 'Kind of unit "{kind}" is declared twice. Keep one.',
  },
  'kind-unknown': {
    vi: 'Loại đơn vị "{kind}" chưa được khai báo. Thêm vào danh mục loại đơn vị hoặc sửa tên.',
    en: 'Kind of unit "{kind}" is not declared. Add it to the kinds of units or correct the name.',
  },
  'appraiser-unknown': {
    vi: 'Cơ quan thẩm định "{appraiser}" chưa được khai báo. Thêm vào danh mục hoặc sửa mã.',
    en: 'Appraiser "{appraiser}" is not declared. Add it to the list or correct the id.',
  },
  'calendar-invalid': {
    vi: 'Lịch làm việc có giá trị sai: {date}{weekend}. Ngày viết dạng 2026-04-30 (năm 1900-2199), ngày nghỉ tuần từ 1 (thứ Hai) đến 7, không quá 6 ngày.',
    en: 'The working calendar has a wrong value: {date}{weekend}. Write dates as 2026-04-30 (1900-2199) and weekend days 1 (Monday) to 7, at most 6.',
  },
  'figure-duplicate': {
    vi: 'Số liệu "{figure}" trùng khóa hoặc để trống khóa. Đặt cho mỗi số liệu một khóa riêng.',
    en: 'Figure "{figure}" has a doubled or empty key. Give every figure a key of its own.',
  },
  'figure-unknown': {
    vi: 'Cách chấm dùng số liệu "{figure}" chưa khai báo ở tiêu chí này. Khai báo số liệu hoặc sửa khóa.',
    en: 'The method reads figure "{figure}", which the item does not declare. Declare it or correct the key.',
  },
  'figure-unused': {
    vi: 'Số liệu "{figure}" được khai báo nhưng cách chấm không dùng đến. Bỏ đi nếu không cần thu thập.',
    en: 'Figure "{figure}" is declared but the method does not read it. Remove it unless it is collected on purpose.',
  },
  'figure-type': {
    vi: 'Số liệu "{figure}" có kiểu "{type}", cách chấm cần kiểu: {expected}.',
    en: 'Figure "{figure}" is of type "{type}"; the method needs: {expected}.',
  },
  'figure-range': {
    vi: 'Khoảng giá trị của số liệu "{figure}" không dùng được (từ {min} đến {max}). Ghi khoảng hợp lý, số nhỏ trước, đúng số chữ số thập phân đã khai.',
    en: 'The range of figure "{figure}" cannot be used (from {min} to {max}). State a sensible range, the lower end first, with the declared decimals.',
  },
  'figure-optional': {
    vi: 'Số liệu "{figure}" không được để tùy chọn ở đây, vì thiếu nó thì cách chấm không xác định. Bỏ "tùy chọn".',
    en: 'Figure "{figure}" may not be optional here: without it the method is undefined. Make it required.',
  },
  'option-duplicate': {
    vi: 'Phương án "{option}" bị lặp. Giữ lại một.',
    en: 'Option "{option}" appears twice. Keep one.',
  },
  'option-missing': {
    vi: 'Phương án "{option}" của "{figure}" chưa có điểm. Ghi điểm cho mọi phương án.',
    en: 'Option "{option}" of "{figure}" has no points. Give points to every option.',
  },
  'option-unknown': {
    vi: 'Phương án "{option}" không có trong số liệu "{figure}". Sửa mã hoặc khai báo thêm.',
    en: 'Option "{option}" is not one of figure "{figure}". Correct the id or declare it.',
  },
  'points-out-of-range': {
    vi: 'Điểm {value} nằm ngoài khoảng cho phép {min} đến {max} của tiêu chí. Sửa điểm hoặc điểm tối đa.',
    en: 'Points {value} leave the allowed {min} to {max} of the item. Correct the points or the maximum.',
  },
  'steps-missing': {
    vi: 'Cần ít nhất hai bậc điểm, bậc cuối là "còn lại".',
    en: 'At least two steps are needed, the last being "otherwise".',
  },
  'steps-order': {
    vi: 'Các bậc không theo thứ tự: ngưỡng tỷ lệ phải giảm dần, số ngày chậm phải tăng dần. Sắp xếp lại.',
    en: 'The steps are out of order: ratio limits must fall, days late must rise. Sort them.',
  },
  'steps-points-order': {
    vi: 'Điểm của các bậc lúc tăng lúc giảm. Điểm phải đi một chiều theo bậc.',
    en: 'The points of the steps go both up and down. They must go one way.',
  },
  'steps-not-complete': {
    vi: 'Chỉ bậc cuối cùng, và bắt buộc bậc cuối cùng, là "còn lại"; nếu không sẽ có trường hợp không chấm được.',
    en: 'Exactly the last step must be "otherwise", or some case could not be scored.',
  },
  'step-limit-range': {
    vi: 'Ngưỡng {limit} % không tỷ lệ nào đạt tới, hoặc nằm ngoài 0-100 %. Sửa ngưỡng, hoặc cho phép tỷ lệ vượt 100 %.',
    en: 'No ratio reaches the limit {limit} %, or it leaves 0-100 %. Correct it, or allow ratios above 100 %.',
  },
  'step-invalid': {
    vi: 'Bước điểm {step} phải lớn hơn 0.',
    en: 'The step of points {step} must be above 0.',
  },
  'quantity-empty': {
    vi: 'Cách chấm không nêu số liệu nào. Ghi ít nhất một số liệu.',
    en: 'The method names no figures. State at least one.',
  },
  'ratio-negative': {
    vi: 'Mẫu số không bao giờ lớn hơn 0 theo khoảng giá trị đã khai. Kiểm tra lại các số liệu của mẫu số.',
    en: 'By the declared ranges the denominator is never above 0. Check its figures.',
  },
  'zero-denominator-undefined': {
    vi: 'Mẫu số bằng 0 dẫn tới "không áp dụng", nhưng tiêu chí lại cấm "không áp dụng": sẽ có đơn vị không chấm được. Chọn một chính sách.',
    en: 'A zero denominator means "not applicable", which the item forbids: some unit could not be scored. Choose a policy.',
  },
  'zero-denominator-not-positive': {
    vi: 'Số liệu thay thế "{figure}" phải không âm và số chia {divideBy} phải lớn hơn 0.',
    en: 'The replacement figure "{figure}" may not be negative and its divisor {divideBy} must be above 0.',
  },
  'target-range': {
    vi: 'Mục tiêu {target} % phải lớn hơn 0 và không quá 100 %.',
    en: 'The target {target} % must be above 0 and at most 100 %.',
  },
  'floor-above-target': {
    vi: 'Ngưỡng tối thiểu {floor} % phải từ 0 đến mục tiêu {target} %.',
    en: 'The floor {floor} % must lie between 0 and the target {target} %.',
  },
  'weight-range': {
    vi: 'Trọng số {weight} % phải từ 0 đến 100 %.',
    en: 'The weight {weight} % must be from 0 to 100 %.',
  },
  'scale-range': {
    vi: 'Thang {low}-{high} không hợp lệ, hoặc số liệu "{figure}" có thể vượt ra ngoài thang. Sửa thang hoặc khoảng giá trị.',
    en: 'The scale {low}-{high} is invalid, or figure "{figure}" may leave it. Correct the scale or the range.',
  },
  'cap-invalid': {
    vi: 'Mức trần {cap} không hợp lệ: phải không âm, và chỉ dùng cho lĩnh vực điểm thưởng, điểm trừ hoặc phần của tổng.',
    en: 'The cap {cap} is invalid: it may not be negative and belongs to bonus or deduction areas or to parts of a sum.',
  },
  'each-negative': {
    vi: 'Điểm cho mỗi lần ({each}) phải lớn hơn 0.',
    en: 'The points for each ({each}) must be above 0.',
  },
  'offset-range': {
    vi: 'Số ngày làm việc {offset} phải là số nguyên, không quá {most} ngày.',
    en: 'The number of working days {offset} must be whole and at most {most}.',
  },
  'formula-invalid': {
    vi: 'Công thức sai ở ký tự thứ {at}: {vi}',
    en: 'The formula is wrong at character {at}: {en}',
  },
  'share-unknown': {
    vi: 'Điểm được chia cho "{id}", nhưng mã này không có hoặc chính là tiêu chí này. Sửa danh sách nhận điểm.',
    en: 'Points are shared with "{id}", which does not exist or is the item itself. Correct the list.',
  },
  'share-target': {
    vi: '"{id}" không nhận điểm chia được: phải có điểm tối đa lớn hơn 0 và cùng loại lĩnh vực.',
    en: '"{id}" cannot take a share: it needs a maximum above 0 and an area of the same role.',
  },
  'exempt-forbidden': {
    vi: 'Loại đơn vị {kinds} được miễn tiêu chí nhưng chính sách lại cấm "không áp dụng". Chọn chính sách khác.',
    en: 'Kinds {kinds} are exempt, yet the policy forbids "not applicable". Choose another policy.',
  },
  'bands-missing': {
    vi: 'Loại đơn vị "{kind}" chưa có thang xếp loại. Thêm thang, nếu loại này được xếp loại.',
    en: 'Kind of unit "{kind}" has no class bands. Add some if it is to be classed.',
  },
  'bands-order': {
    vi: 'Mức xếp loại "{band}" (từ {from} %) không thấp hơn mức trước. Sắp xếp từ cao xuống thấp.',
    en: 'Band "{band}" (from {from} %) is not below the one before. Sort from high to low.',
  },
  'bands-not-complete': {
    vi: 'Thang xếp loại ({bands}) phải có đúng một mức "còn lại" ở cuối.',
    en: 'The bands ({bands}) must end with exactly one band for the rest.',
  },
  'band-duplicate': {
    vi: 'Mức xếp loại "{band}" bị lặp. Giữ lại một.',
    en: 'Band "{band}" appears twice. Keep one.',
  },
  'tie-break-unknown': {
    vi: 'Tiêu chí phụ khi bằng điểm tham chiếu "{id}" không có. Sửa mã.',
    en: 'The tie-break refers to "{id}", which does not exist. Correct the id.',
  },
  'tie-break-missing': {
    vi: 'Xếp hạng không đồng hạng cần có tiêu chí phụ khi bằng điểm. Thêm ít nhất một tiêu chí phụ.',
    en: 'A ranking without shared ranks needs a tie-break. Add at least one.',
  },
  'total-bounds': {
    vi: 'Mức sàn {floor} của tổng điểm cao hơn mức trần {cap}. Đổi lại.',
    en: 'The floor {floor} of the total is above its cap {cap}. Exchange them.',
  },
  'case-figures': {
    vi: 'Trường hợp mẫu "{case}": số liệu "{figure}" = "{value}" không hợp lệ ({fault}). Sửa số liệu của trường hợp mẫu.',
    en: 'Worked case "{case}": figure "{figure}" = "{value}" is not valid ({fault}). Correct the case.',
  },
  'case-failed': {
    vi: 'Trường hợp mẫu "{case}": mong đợi {expectedStatus} {expectedPoints} điểm, tính được {status} {points} điểm. Sửa cách chấm hoặc trường hợp mẫu theo văn bản.',
    en: 'Worked case "{case}": expected {expectedStatus} with {expectedPoints} points, computed {status} with {points}. Correct the method or the case by the act.',
  },
};
