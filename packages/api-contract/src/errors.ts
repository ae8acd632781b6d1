/** Every code a request can be refused with: HTTP status, and words in both languages (what, why, next step). */
export const ERROR_CODES = {
  'bad-request': [
    400,
    'Yêu cầu không hợp lệ. Kiểm tra các mục được nêu rồi gửi lại.',
    'The request is not valid. Check the named fields and send it again.',
  ],
  'not-signed-in': [
    401,
    'Bạn chưa đăng nhập hoặc phiên đã hết. Đăng nhập lại; nội dung đang gõ vẫn được giữ trên máy này.',
    'You are not signed in or the session ended. Sign in again; what you typed is kept on this device.',
  ],
  'source-token': [
    401,
    'Hệ thống gửi hồ sơ phải kèm mã truy cập còn hiệu lực (Authorization: Bearer …). Kiểm tra mã, hoặc nhờ cơ quan thường trực cấp mã mới.',
    'A system that sends dossiers must show a token that stands (Authorization: Bearer …). Check it, or ask the standing body for a new one.',
  ],
  'source-code-taken': [
    409,
    'Đã có một nguồn hồ sơ dùng mã này. Chọn mã khác, hoặc cấp mã truy cập mới cho nguồn đó.',
    'A source of dossiers has this code already. Choose another one, or renew the token of that source.',
  ],
  'dossier-period': [
    400,
    'Kỳ không hợp lệ: từ ngày phải trước đến ngày, không ở tương lai, không trước năm 1990 và không dài quá 10 năm. Sửa ngày rồi xem lại.',
    'The period is not valid: from before to, not in the future, not before 1990, no longer than 10 years. Change the days.',
  ],
  'dossier-half-months': [
    400,
    'Số liệu theo thủ tục chỉ có cho kỳ bắt đầu ngày 1 hoặc 15 và kết thúc ngày 14 hoặc cuối tháng (hoặc hôm nay). Chọn kỳ như vậy, hoặc xem theo đơn vị.',
    'Figures by procedure are kept for periods that begin on day 1 or 15 and end on day 14 or the last of a month (or today). Choose such a period, or look by unit.',
  ],
  'procedure-row-taken': [
    409,
    'Thủ tục này đã có một dòng hiệu lực từ đúng ngày ấy. Sửa dòng đã có, hoặc chọn ngày khác.',
    'The procedure has a row from that day on already. Correct that row, or choose another day.',
  ],
  'procedure-ends-early': [
    422,
    'Ngày hết hiệu lực phải sau ngày bắt đầu hiệu lực của dòng. Sửa ngày rồi gửi lại.',
    'The end must come after the first day of the row. Correct the date and send it again.',
  ],
  'year-decision-invalid': [
    422,
    'Quyết định năm chưa ghi được. Sửa các chỗ được nêu rồi gửi lại.',
    'The yearly decision cannot be recorded. Correct the places named and send it again.',
  ],
  'deadline-outside': [
    422,
    'Không tính được hạn: lịch chỉ có từ năm 1900 đến 2199. Chọn thời điểm khác.',
    'The deadline cannot be counted: the calendar covers 1900 to 2199. Choose another instant.',
  ],
  'counter-act': [
    409,
    'Hồ sơ không còn ở trạng thái cho phép việc này. Tải lại hồ sơ, xem việc đã làm rồi chọn việc kế tiếp.',
    'The dossier is not in a state that allows this. Reload it, see what was done and choose the next act.',
  ],
  'counter-procedure': [
    422,
    'Thủ tục này không có trong danh mục đang có hiệu lực. Chọn thủ tục khác, hoặc đề nghị cơ quan thường trực cập nhật danh mục.',
    'The procedure is not in the catalogue in force today. Choose another one, or ask the standing body to update the catalogue.',
  ],
  'counter-due': [
    422,
    'Ngày hẹn chưa dùng được: phải là ngày làm việc, sau hôm nay và sau ngày hẹn đang có. Chọn ngày khác.',
    'This appointment cannot be made: it has to be a working day, after today and after the appointment in force. Choose another day.',
  ],
  'counter-due-by-law': [
    422,
    'Thủ tục này có thời hạn theo quy định nên hệ thống tự tính ngày hẹn. Bỏ trống ngày hẹn rồi lưu lại.',
    'The procedure has a processing time by law, so the appointment is computed. Leave the day empty and save again.',
  ],
  'lookup-unknown': [
    404,
    'Không có hồ sơ nào mang mã này. Xem lại mã in trên giấy tiếp nhận: 16 ký tự, chia thành bốn nhóm.',
    'No dossier has this code. Look again at the receipt: 16 characters in four groups.',
  ],
  'dossier-file-state': [
    409,
    'Tệp này không còn ở bước cho phép việc này. Tải lại trang để xem tệp đang ở bước nào.',
    'The file is not at a step that allows this. Reload the page to see where it stands.',
  ],
  'dossier-file-size': [
    422,
    'Tệp chưa được gửi đủ, hoặc khác kích thước đã báo. Chọn lại tệp và gửi lại từ đầu.',
    'The file has not arrived as a whole, or differs from the announced size. Choose it again and send it from the beginning.',
  ],
  'dossier-file-running': [
    409,
    'Nguồn này đang có một tệp được nhập. Đợi tệp ấy xong, hoặc hủy nó, rồi bắt đầu tệp này.',
    'Another file of this source is being taken. Wait until it has ended, or cancel it, then start this one.',
  ],
  'dossier-file-columns': [
    422,
    'Chưa rõ cột nào là mã hồ sơ và đơn vị. Ghép cột mã hồ sơ, và ghép cột đơn vị hoặc chọn một đơn vị cho cả tệp.',
    'It is not known which column holds the code of the dossier and which the unit. Match the code, and match the unit or choose one for the whole file.',
  ],
  'dossier-file-as-of': [
    422,
    'Số liệu của tệp không thể đến một thời điểm ở tương lai. Sửa ngày chốt số liệu.',
    'A file cannot speak of an instant in the future. Correct the day of its figures.',
  ],
  'dossier-file-empty': [
    422,
    'Tệp không có dòng nào. Xuất lại tệp từ hệ thống nguồn.',
    'The file has no rows. Export it again from the source.',
  ],
  'dossier-file-encoding': [
    422,
    'Tệp không dùng bảng mã Unicode. Chuyển sang UTF-8 (Unikey: Ctrl+Shift+F6; Excel: Lưu thành "CSV UTF-8"), rồi gửi lại.',
    'The file is not written in Unicode. Convert it to UTF-8 (Excel: Save as "CSV UTF-8"), then send it again.',
  ],
  'dossier-list-columns': [
    422,
    'Không tìm thấy cột mã hồ sơ. Đặt tên cột là "Mã hồ sơ", hoặc gửi tệp chỉ có một cột mã.',
    'There is no column with the codes of dossiers. Name it "Mã hồ sơ", or send a file of that one column.',
  ],
  'wrong-credentials': [
    401,
    'Sai tên đăng nhập hoặc mật khẩu. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock.',
    'Wrong user name or password. Check the input method and Caps Lock.',
  ],
  'session-locked': [
    401,
    'Màn hình đã khóa vì không có thao tác. Xác nhận lại bằng mật khẩu hoặc khóa truy cập; nội dung đang gõ vẫn được giữ trên máy này.',
    'The screen is locked because nothing was done for a while. Confirm with your password or passkey; what you typed is kept on this device.',
  ],
  'wrong-proof': [
    422,
    'Mật khẩu, mã hoặc khóa truy cập không đúng. Kiểm tra bộ gõ, giờ trên điện thoại, rồi thử lại.',
    'The password, code or passkey is not right. Check the input method and the clock of the phone, then try again.',
  ],
  'code-used': [
    422,
    'Mã này đã được dùng. Đợi ứng dụng hiện mã kế tiếp rồi nhập lại.',
    'This code has been used. Wait for the next one in the app.',
  ],
  'second-factor-required': [
    403,
    'Cần hoàn tất bước xác thực thứ hai trước. Đăng nhập lại và làm theo bước được hiện.',
    'The second step of signing in is missing. Sign in again and follow the step shown.',
  ],
  'step-up-required': [
    403,
    'Việc này cần xác nhận lại người thực hiện. Nhập lại mật khẩu, mã hoặc dùng khóa truy cập.',
    'This needs a fresh confirmation of who you are. Give your password, a code or a passkey.',
  ],
  'second-factor-needed': [
    409,
    'Vai trò của bạn bắt buộc có bước xác thực thứ hai; không gỡ được bước cuối cùng. Thêm bước khác trước khi gỡ.',
    'Your role must have a second factor: the last one cannot be removed. Add another first.',
  ],
  'password-refused': [
    422,
    'Mật khẩu mới chưa đạt. Xem lý do được nêu rồi chọn mật khẩu khác.',
    'The new password is not good enough. See the reason and choose another.',
  ],
  'link-invalid': [
    410,
    'Liên kết không còn dùng được: đã dùng, đã hết hạn hoặc đã có liên kết mới hơn. Đề nghị cấp liên kết khác.',
    'The link no longer works: it was used, has run out or was replaced by a newer one. Ask for another.',
  ],
  'account-dormant': [
    403,
    'Tài khoản đã tạm ngừng vì lâu không đăng nhập. Liên hệ quản trị hệ thống để mở lại.',
    'The account was disabled because it was not used for long. Ask the administrator to enable it.',
  ],
  'mail-not-configured': [
    409,
    'Hệ thống chưa được cấu hình thư điện tử. Liên hệ quản trị hệ thống để được hỗ trợ.',
    'This installation has no mail server. Ask the administrator.',
  ],
  'last-administrator': [
    409,
    'Không tự kết thúc vai trò quản trị cuối cùng của mình. Nhờ một quản trị khác thực hiện.',
    'Nobody ends their own last administrator role. Ask another administrator to do it.',
  ],
  'email-taken': [
    409,
    'Địa chỉ thư này đã thuộc về một tài khoản khác. Dùng địa chỉ khác.',
    'This mail address belongs to another account. Use another one.',
  ],
  'locked-out': [
    429,
    'Tài khoản tạm khóa do nhập sai nhiều lần. Thử lại sau ít phút hoặc liên hệ quản trị.',
    'The account is locked for a while after too many wrong tries. Try again in a few minutes.',
  ],
  'csrf-failed': [
    403,
    'Phiên làm việc không khớp. Tải lại trang rồi thực hiện lại.',
    'The session does not match. Reload the page and try again.',
  ],
  forbidden: [
    403,
    'Bạn không có quyền làm việc này, hoặc đợt đánh giá không còn ở giai đoạn cho phép.',
    'You may not do this, or the round is no longer in a phase that allows it.',
  ],
  'not-found': [404, 'Không tìm thấy, hoặc bạn không được xem.', 'Not found, or not for you to see.'],
  'edit-conflict': [
    412,
    'Mục này vừa được người khác sửa. Xem giá trị trên máy chủ rồi chọn giá trị giữ lại.',
    'Somebody else has just changed this. Compare with the server’s value and choose.',
  ],
  'precondition-required': [
    428,
    'Thiếu phiên bản đang sửa (If-Match). Tải lại mục rồi lưu lại.',
    'The version being edited (If-Match) is missing. Reload and save again.',
  ],
  'idempotency-key-required': [
    400,
    'Thiếu khóa chống gửi trùng (Idempotency-Key).',
    'The Idempotency-Key header is missing.',
  ],
  'idempotency-key-reused': [
    422,
    'Khóa chống gửi trùng đã dùng cho một yêu cầu khác.',
    'The Idempotency-Key was used for a different request.',
  ],
  'round-phase': [
    409,
    'Đợt đánh giá không ở giai đoạn cho phép thao tác này.',
    'The round is not in a phase that allows this.',
  ],
  'file-refused': [
    422,
    'Tệp không được nhận; chưa có gì được lưu. Xem lý do, sửa tệp rồi gửi lại.',
    'The file was not taken; nothing was stored. See why, mend the file and send it again.',
  ],
  'storage-full': [
    422,
    'Kho tài liệu của đơn vị không còn đủ chỗ cho tệp này; chưa có gì được lưu. Nén lại hoặc dùng lại tệp đã có trong kho; nếu vẫn thiếu, đề nghị quản trị hệ thống nâng hạn mức.',
    'The unit’s library has no room left for this file; nothing was stored. Make it smaller or use a file that the library has already; if that is not enough, ask the administrator for a higher limit.',
  ],
  'file-infected': [
    409,
    'Phần mềm diệt vi-rút phát hiện mã độc trong tệp này sau khi tệp đã được lưu; tệp được giữ nguyên nhưng không mở được nữa. Làm sạch máy tính nguồn rồi tải lên bản sạch làm phiên bản mới.',
    'The virus scanner found something in this file after it was stored; it is kept but no longer given out. Clean the computer it came from, then upload a clean copy as a new version.',
  ],
  'upload-missing': [
    409,
    'Tệp chưa được tải lên đủ. Chọn lại tệp đó để gửi tiếp phần còn thiếu.',
    'The file has not arrived whole. Choose it again to send what is missing.',
  ],
  'not-contested': [
    409,
    'Mục này không chờ thẩm định lại: đơn vị không bị yêu cầu giải trình và không có ý kiến khác.',
    'This item does not wait to be decided again: no explanation was asked for and the unit does not disagree.',
  ],
  'nothing-to-answer': [
    409,
    'Mục này không mở để giải trình: kết quả thẩm định đúng như đơn vị tự chấm, hoặc vừa thay đổi. Tải lại trang.',
    'This item is not open to a reply: it was judged as declared, or the decision has just changed. Reload the page.',
  ],
  'reply-state': [
    409,
    'Phần giải trình đang ở bước không cho phép thao tác này (đã trình, đã duyệt hoặc đã hết hạn). Tải lại để xem bước hiện tại.',
    'The replies are at a step that does not allow this (sent, approved, or past their date). Reload to see where they stand.',
  ],
  'card-state': [
    409,
    'Phiếu đang ở bước không cho phép thao tác này (đã trình, đã chốt hoặc chưa trình). Tải lại phiếu để xem bước hiện tại.',
    'The card is at a step that does not allow this (sent, approved, or not sent yet). Reload it to see where it stands.',
  ],
  'deadline-passed': [
    409,
    'Đã quá hạn tự chấm điểm theo giờ máy chủ. Liên hệ cơ quan thường trực nếu cần gia hạn.',
    'The self-scoring deadline has passed by the server clock. Ask the standing body for an extension.',
  ],
  'item-incomplete': [
    422,
    'Mục chưa đủ để đánh dấu sẵn sàng. Bổ sung các phần được nêu rồi đánh dấu lại.',
    'The item is not complete enough to be marked ready. Add what is named and mark it again.',
  ],
  'card-incomplete': [
    409,
    'Phiếu còn mục thiếu. Bổ sung, hoặc xác nhận trình kèm các mục thiếu được nêu.',
    'The card still has gaps. Fill them, or confirm that you send it with the gaps named.',
  ],
  'outside-cut-off': [
    422,
    'Số liệu nằm ngoài khoảng thời gian của đợt; giá trị cũ vẫn giữ nguyên. Sửa các mục được nêu.',
    'The data lie outside the period of the round; the old values stand. Mend the named fields.',
  ],
  'self-scoring-open': [
    409,
    'Chưa hết hạn tự chấm điểm và còn phiếu chưa chốt. Đợi đến hạn hoặc đợi các đơn vị chốt phiếu.',
    'Self-scoring is still open and some cards are not submitted. Wait for the deadline or for the units.',
  ],
  'round-warnings': [
    409,
    'Có điều cần xem lại trước khi chuyển giai đoạn. Xử lý, hoặc xác nhận đã biết các điều được nêu.',
    'There is something to look at before this step. Settle it, or confirm that you know what is named.',
  ],
  'template-invalid': [
    422,
    'Tệp mẫu có lỗi; mẫu đang dùng vẫn giữ nguyên. Sửa các chỗ được nêu rồi tải lên lại.',
    'The template has faults; the one in use stands. Mend the places named and upload it again.',
  ],
  'report-failed': [
    503,
    'Chưa kết xuất được báo cáo; dữ liệu không bị ảnh hưởng.',
    'The report could not be laid out; no data are affected.',
  ],
  'document-not-ready': [
    409,
    'Chưa đủ dữ liệu để lập văn bản này. Xem phần còn thiếu.',
    'What this document is made from is not there yet. See what is missing.',
  ],
  'signature-missing': [
    422,
    'Tệp PDF không có chữ ký số nào. Ký số tệp rồi tải lên lại.',
    'The PDF carries no digital signature. Sign it, then upload it again.',
  ],
  'division-in-use': [
    409,
    'Phòng, ban này vẫn đang được giao mục. Bàn giao các mục được nêu rồi kết thúc.',
    'The division still has items to fill. Hand over the items named, then end it.',
  ],
  'already-exists': [
    409,
    'Mã này đã có. Chọn mã khác hoặc mở mục đã có.',
    'This id exists already. Choose another or open the existing one.',
  ],
  'set-not-usable': [
    422,
    'Bộ tiêu chí không dùng được cho đợt đánh giá.',
    'The criteria set may not be used for a round.',
  ],
  'set-invalid': [
    422,
    'Bộ tiêu chí có lỗi; chưa có gì được lưu. Sửa các dòng được nêu rồi tải lên lại.',
    'The criteria set has faults; nothing was stored. Mend the named lines and upload again.',
  ],
  'facts-invalid': [
    422,
    'Số liệu không hợp lệ; giá trị cũ vẫn giữ nguyên. Sửa các mục được nêu.',
    'The figures are not valid; the old values stand. Mend the named fields.',
  ],
  'reason-required': [
    422,
    'Cần ghi lý do khi điểm thẩm định khác điểm tự chấm.',
    'A reason is required when the appraised points differ from the self-score.',
  ],
  'not-self-scored': [
    422,
    'Mục này đơn vị không tự chấm (điểm khảo sát hoặc cơ quan khác cho điểm).',
    'This item is not self-scored (survey points or points given by another body).',
  ],
  'item-not-judged': [
    422,
    'Bộ tiêu chí không chấm mục này cho loại đơn vị đó nên không có kết luận nào để ghi. Hãy chọn mục khác hoặc đơn vị khác.',
    'The criteria set does not judge this item for units of that kind, so there is nothing to decide. Choose another item or another unit.',
  ],
  'interests-undeclared': [
    409,
    'Bạn chưa khai báo xung đột lợi ích của đợt này nên chưa thẩm định được. Khai báo một lần ở trang Thẩm định rồi thực hiện lại.',
    'You have not declared your interests in this round and cannot judge yet. Declare them once on the appraisal page and try again.',
  ],
  'interest-conflict': [
    403,
    'Bạn có xung đột lợi ích đã khai báo với đơn vị này nên không thẩm định đơn vị này. Nếu ghi nhầm, đề nghị cơ quan thường trực gỡ bỏ kèm lý do.',
    'An interest of yours in this unit is declared, so you do not judge it. If that is a mistake, ask the standing body to lift it with a reason.',
  ],
  'assigned-to-others': [
    403,
    'Lĩnh vực này của đơn vị đã giao cho người khác thẩm định. Đề nghị cơ quan chủ trì lĩnh vực giao lại nếu cần.',
    'This area of the unit is given to somebody else to judge. Ask the lead agency of the area to give it to you if need be.',
  ],
  'area-signed': [
    409,
    'Kết quả lĩnh vực này đã được cơ quan chủ trì xác nhận nên không sửa được. Rút xác nhận kèm lý do trước, rồi sửa.',
    'The lead agency has confirmed the result of this area, so it cannot be changed. Have the confirmation withdrawn with a reason first.',
  ],
  'group-dissolved': [
    409,
    'Hội đồng hoặc tổ này đã giải thể, không thêm được người. Lập tổ mới theo quyết định mới.',
    'This council or group has been dissolved and takes no more members. Enter a new one with its decision.',
  ],
  'preview-outdated': [
    409,
    'Phân công đã thay đổi sau khi bạn xem trước; chưa có gì được ghi. Xem trước lại rồi áp dụng.',
    'The assignment has changed since your preview; nothing was stored. Preview again, then apply.',
  ],
  'second-reader': [
    403,
    'Mục này của đơn vị được rút thăm chấm lần hai độc lập và bạn thuộc bên chấm lần hai, nên không ghi quyết định lần một. Để người đã quyết định lần một sửa.',
    'This item of the unit was drawn for a blind second appraisal and you are on its second side, so you do not take the first decision. Leave it to whoever took it.',
  ],
  'second-readings-open': [
    403,
    'Kết quả này gồm cả mục được rút thăm mà bạn còn có thể chấm lần hai độc lập, nên bạn chưa được xem. Hãy chấm các mục đó ở phần “Chấm lần hai độc lập”, hoặc đợi đến khi chúng được chấm xong.',
    'This result includes items drawn for a blind second appraisal that you could still judge, so you may not see it yet. Judge them on the page of second appraisals, or wait until they are judged.',
  ],
  'not-drawn': [
    409,
    'Mục này không nằm trong mẫu rút thăm mà bạn được chấm lần hai, hoặc đã có người chấm. Tải lại danh sách.',
    'This item is not among those drawn that you may judge a second time, or somebody has done so. Reload the list.',
  ],
  'bulk-refused': [
    422,
    'Chưa ghi quyết định nào: các đơn vị được nêu không nhận quyết định này. Bỏ chọn chúng hoặc sửa, rồi ghi lại.',
    'Nothing was decided: the units named do not take this decision. Leave them out or mend it, then try again.',
  ],
  'import-invalid': [
    422,
    'Tệp có lỗi; chưa có gì được ghi. Sửa các ô được nêu rồi tải lên lại.',
    'The file has faults; nothing was written. Mend the named cells and upload again.',
  ],
  'file-too-large': [
    413,
    'Tệp vượt quá dung lượng cho phép. Chia nhỏ tệp hoặc bỏ bớt dữ liệu thừa.',
    'The file is larger than allowed. Split it or drop what is not needed.',
  ],
  'file-type': [
    415,
    'Loại tệp không được nhận. Dùng .xlsx hoặc .csv (UTF-8).',
    'This type of file is not accepted. Use .xlsx or .csv (UTF-8).',
  ],
  'not-ready': [
    409,
    'Chưa đủ điều kiện chuyển giai đoạn. Xem các mục còn thiếu.',
    'Not everything needed for this step is there. See what is missing.',
  ],
  'publication-running': [
    409,
    'Đợt này đang có một bản công bố được dựng. Đợi xong hoặc hủy bản đó rồi thực hiện lại.',
    'A publication of this round is being built already. Wait for it or cancel it, then try again.',
  ],
  'publication-ended': [
    409,
    'Việc dựng bản công bố này đã kết thúc nên không hủy được nữa. Tải lại trang để xem kết quả.',
    'The building of this publication has ended, so it cannot be cancelled. Reload the page to see the outcome.',
  ],
  'receipt-not-logged': [
    409,
    'Biên nhận có hiệu lực nhưng chưa kịp ghi vào nhật ký minh bạch. Thử lại sau một phút.',
    'The receipt is valid but not in the transparency log yet. Try again in a minute.',
  ],
  'unit-change-invalid': [
    422,
    'Thay đổi về đơn vị không hợp lệ; chưa có gì được ghi. Sửa các điểm được nêu.',
    'The change of units is not valid; nothing was stored. Mend what is named.',
  ],
  'unit-in-use': [
    409,
    'Không hủy được: có thay đổi ghi nhận sau, tài khoản hoặc đợt đánh giá đang dựa vào thay đổi này. Xử lý các mục đó trước.',
    'This cannot be annulled: a later change, an account or a round depends on it. Deal with those first.',
  ],
  'survey-phase': [
    409,
    'Đợt khảo sát không ở bước cho phép việc này. Tải lại trang để xem đợt đang ở bước nào.',
    'The survey is not at a step that allows this. Reload the page to see where it stands.',
  ],
  'survey-invalid': [
    422,
    'Đợt khảo sát chưa hợp lệ; chưa có gì được ghi. Sửa các điểm được nêu.',
    'The survey is not valid; nothing was stored. Mend what is named.',
  ],
  'survey-codes-shown': [
    409,
    'Mã của lô này đã hiện một lần hoặc lô đã thu hồi; hệ thống không giữ mã để hiện lại. Nếu chưa kịp in, thu hồi lô và tạo lô khác.',
    'The codes of this batch were shown once, or the batch was taken back; they are not kept. If they were not printed, take the batch back and make another.',
  ],
  'survey-code-unknown': [
    422,
    'Mã phiếu không đúng hoặc không thuộc đợt khảo sát này. Kiểm tra từng ký tự trên phiếu rồi nhập lại.',
    'The code is not right, or is not of this survey. Check it sign by sign and enter it again.',
  ],
  'survey-code-used': [
    409,
    'Mã phiếu này đã được dùng; mỗi mã chỉ nhận một phiếu. Bỏ qua phiếu này.',
    'This code has been used; each code takes one answer. Leave this sheet out.',
  ],
  'survey-code-void': [
    410,
    'Lô mã của phiếu này đã bị thu hồi. Phiếu không được tính.',
    'The batch of this sheet was taken back. The sheet does not count.',
  ],
  'survey-answer-invalid': [
    422,
    'Phiếu chưa đủ hoặc có câu trả lời không đúng mẫu. Xem các câu được nêu rồi gửi lại.',
    'The sheet is not complete or does not fit its form. See the named questions and send it again.',
  ],
  'survey-below-quota': [
    409,
    'Có nhóm chưa đủ số phiếu. Chọn không dùng các số liệu đó hay vẫn dùng, và ghi lý do.',
    'Some groups gave fewer answers than wanted. Say whether their figures are left out or used all the same, and why.',
  ],
  'inspection-state': [
    409,
    'Cuộc kiểm tra không ở bước cho phép việc này: biên bản đã đóng, đã ký hoặc cuộc kiểm tra đã hủy. Mở lại trang để xem bước hiện tại; sau khi ký, bổ sung bằng phụ lục biên bản.',
    'The inspection is not at the step for this: its record is closed or signed, or it was cancelled. Open the page again to see the step; after signing, use an addendum.',
  ],
  'inspection-record-open': [
    409,
    'Biên bản chưa đóng nên chưa có bản nào để hai bên ký giấy; tệp chưa được đưa vào hồ sơ. Đóng biên bản trước, rồi bổ sung bản chụp.',
    'The record is not closed, so there is nothing yet that both sides could have signed on paper; the file was not kept. Close the record first, then add the copy.',
  ],
  'inspection-scans-full': [
    409,
    'Bản này đã có 20 bản chụp, không nhận thêm; tệp chưa được đưa vào hồ sơ. Gộp các trang vào một tệp PDF rồi gửi ở lần đóng hoặc phụ lục sau.',
    'This version has twenty copies already; the file was not kept. Put the pages into one PDF, and add it to the next version or addendum.',
  ],
  'inspection-ahead': [
    409,
    'Nội dung này viết tiếp trên một bản chưa đến máy chủ. Vẫn được giữ trên máy; đồng bộ lại sau.',
    'This was written on a version that has not reached the server. It is kept on the device; synchronise again later.',
  ],
  'mapping-invalid': [
    422,
    'Bảng đối chiếu mục chưa đúng; chưa có gì được lưu. Sửa các dòng được nêu.',
    'The mapping of items is not right; nothing was stored. Mend the lines named.',
  ],
  'remediation-state': [
    409,
    'Kế hoạch hoặc nhiệm vụ khắc phục đang ở bước không cho phép thao tác này. Tải lại để xem bước hiện tại.',
    'The remediation plan or task is at a step that does not allow this. Reload to see where it stands.',
  ],
  'remediation-open': [
    409,
    'Đơn vị đang có một kế hoạch khắc phục chưa được duyệt. Hoàn tất kế hoạch đó trước.',
    'The unit has a remediation plan that is not approved yet. Finish that one first.',
  ],
  'nothing-to-remedy': [
    409,
    'Không có điểm mất hoặc tồn tại nào chưa nằm trong kế hoạch. Kế hoạch lập được sau khi kết quả được công bố hoặc sau khi biên bản kiểm tra được ký.',
    'Nothing was lost or found that no plan has yet. A plan can be made after the result is published or an inspection is signed.',
  ],
  'remediation-incomplete': [
    422,
    'Kế hoạch chưa đủ: mỗi nhiệm vụ cần biện pháp, sản phẩm, người thực hiện và thời hạn. Bổ sung các nhiệm vụ được nêu.',
    'The plan is not complete: each task needs a measure, a product, an owner and a date. Complete the tasks named.',
  ],
  'proof-required': [
    422,
    'Cần ít nhất một tài liệu trong kho của đơn vị hoặc một địa chỉ làm minh chứng. Chọn tài liệu rồi gửi lại.',
    'At least one document of the unit’s library or an address is needed as proof. Choose one and send it again.',
  ],
  'finding-required': [
    422,
    'Cần ghi rõ còn thiếu điều gì khi kết luận chưa khắc phục. Ghi lý do rồi gửi lại.',
    'Say what is still missing when a task is found not fixed. Add the reason and send it again.',
  ],
  'nothing-published': [
    409,
    'Đợt này chưa có kết quả công bố để làm căn cứ khen thưởng. Công bố kết quả trước.',
    'No result of this round is public that a commendation could rest on. Publish the result first.',
  ],
  'nothing-to-count': [
    409,
    'Không có nhiệm vụ khắc phục nào đến hạn trong khoảng ngày đã chọn. Chọn đợt hoặc khoảng ngày khác.',
    'No remediation task was due between the days chosen. Choose another round or other days.',
  ],
  'nothing-measured': [
    409,
    'Bộ tiêu chí của đợt không có số liệu nào lấy từ chỉ tiêu hồ sơ. Không cần lấy số liệu.',
    'The criteria set of the round takes no figure from the measures of dossiers. There is nothing to take.',
  ],
  'figure-measured': [
    409,
    'Số liệu này lấy từ hồ sơ một cửa, không kê khai. Nếu chưa đúng, sửa hồ sơ ở hệ thống một cửa rồi đề nghị cơ quan thường trực lấy lại số liệu.',
    'This figure is taken from the one-stop dossiers and is not typed. If it is wrong, correct the dossiers in their system and ask the standing body to take the figures again.',
  ],
  'figures-given': [
    409,
    'Số liệu này lấy từ kế hoạch khắc phục năm trước, đơn vị không nhập lại. Nếu chưa đúng, đề nghị cơ quan thường trực kiểm tra kế hoạch.',
    'These figures come from last year’s remediation plans and are not retyped. If they are wrong, ask the standing body to look at the plans.',
  ],
  'list-too-long': [
    422,
    'Danh sách quá dài để xuất một lần. Lọc theo đợt, lĩnh vực hoặc đơn vị rồi xuất lại.',
    'The list is too long for one file. Narrow it by round, area or unit and export again.',
  ],
  'too-many-requests': [
    429,
    'Quá nhiều yêu cầu. Đợi một lát rồi thử lại.',
    'Too many requests. Wait a moment and try again.',
  ],
  overloaded: [
    503,
    'Hệ thống đang quá tải. Nội dung của bạn vẫn được giữ; trang sẽ tự gửi lại.',
    'The system is overloaded. Your content is kept; the page will send it again.',
  ],
  'database-away': [
    503,
    'Cơ sở dữ liệu đang gián đoạn hoặc đang chuyển sang máy dự phòng, nên chưa rõ việc này đã được ghi hay chưa. Nội dung của bạn vẫn được giữ; trang sẽ tự gửi lại và không ghi hai lần.',
    'The database is interrupted or moving to its standby, so it is not known whether this was recorded. Your content is kept; the page will send it again, and nothing is recorded twice.',
  ],
  internal: [
    500,
    'Lỗi hệ thống. Nội dung của bạn chưa mất; thử lại, nếu vẫn lỗi hãy báo mã yêu cầu.',
    'System error. Nothing of yours is lost; try again, and report the request id if it persists.',
  ],
} as const satisfies Record<string, readonly [number, string, string]>;
export type ErrorCode = keyof typeof ERROR_CODES;
