<?php
// Fills the site; everything in it is invented. Times are in UTC, as is the site.
wp_set_current_user(1);
remove_all_filters('content_save_pre'); // as for an editor who may write any HTML
foreach ([1, 2, 3] as $sample) {
    wp_delete_post($sample, true);
}
update_option('blogname', 'Cổng thông tin Bến &amp; Làng');
update_option('blogdescription', 'Chuyện ở bến sông');
update_option('WPLANG', 'vi');
update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
flush_rewrite_rules();

$category = fn($name, $slug, $parent = 0, $text = '') =>
    wp_insert_term($name, 'category', ['slug' => $slug, 'parent' => $parent, 'description' => $text])['term_id'];
$news = $category('Tin tức', 'tin-tuc', 0, 'Chuyện <em>mới</em> trong làng');
$river = $category('Đê điều &amp; thủy lợi', 'de-dieu', $news);
$notices = $category('Thông báo', 'thong-bao');
$category('Chưa có bài', 'chua-co-bai');
$author = wp_insert_user([
    'user_login' => 'bien-tap', 'user_pass' => wp_generate_password(), 'role' => 'author',
    'display_name' => 'Tổ biên tập', 'user_email' => 'bien-tap@example.org',
]);

$folder = wp_upload_dir()['path'];
wp_mkdir_p($folder);
$picture = imagecreatetruecolor(1600, 900);
imagefilledrectangle($picture, 0, 0, 1600, 900, imagecolorallocate($picture, 20, 90, 160));
imagejpeg($picture, "$folder/ben-song.jpg");
file_put_contents("$folder/lich-do.txt", "05:00\n18:30\n");
file_put_contents("$folder/tieng-song.mp3", 'ID3');
file_put_contents("$folder/ben-song.vtt", "WEBVTT\n\n00:00.000 --> 00:05.000\nBến lúc rạng đông.\n");
$upload = fn($file, $type, $title, $caption = '') => wp_insert_attachment(
    ['post_mime_type' => $type, 'post_title' => $title, 'post_excerpt' => $caption, 'post_status' => 'inherit'],
    "$folder/$file"
);
$image = $upload('ben-song.jpg', 'image/jpeg', 'Bến sông', 'Bến lúc <em>rạng đông</em>.');
wp_update_attachment_metadata($image, wp_generate_attachment_metadata($image, "$folder/ben-song.jpg"));
update_post_meta($image, '_wp_attachment_image_alt', 'Ba chiếc thuyền đậu bên bến sông xanh');
$timetable = $upload('lich-do.txt', 'text/plain', 'Lịch đò');
$captions = $upload('ben-song.vtt', 'text/vtt', 'Phụ đề');
$sound = $upload('tieng-song.mp3', 'audio/mpeg', 'Tiếng sóng');

$post = fn($slug, $title, $date, $text, $more = []) => wp_insert_post(array_merge([
    'post_name' => $slug, 'post_title' => $title, 'post_content' => $text, 'post_status' => 'publish',
    'post_author' => $author, 'post_category' => [$notices], 'post_date' => $date, 'post_date_gmt' => $date,
], $more), true);
$page = fn($slug, $title, $parent = 0) => $post($slug, $title, '2026-01-01 00:00:00', "<p>Trang $title.</p>", [
    'post_type' => 'page', 'post_parent' => $parent, 'post_category' => [],
]);

$about = $page('gioi-thieu', 'Giới thiệu');
$offices = $page('cac-ban', 'Các ban');
$page('lien-he', 'Liên hệ', $about);
$page('lien-he', 'Liên hệ các ban', $offices);
$page('thu-vien-luu-dong', 'Trang của thư viện');

$library = $post('thu-vien-luu-dong', 'Thư viện lưu động', '2026-03-02 02:00:00',
    '<p>Thuyền sách ghé bến mỗi chiều thứ bảy.</p><!--more--><p>Ai cũng mượn được.</p>', ['tags_input' => ['sông nước']]);
$renamed = $post('ten-cu', 'Bài được đổi tên', '2026-03-01 02:00:00', '<p>Đường dẫn đã đổi.</p>');
wp_update_post(['ID' => $renamed, 'post_name' => 'ten-moi']);

$home = home_url();
$source = wp_get_attachment_url($image);
$file = wp_get_attachment_url($timetable);
$film = wp_get_attachment_url($sound);
$track = wp_get_attachment_url($captions);
$landing = $post('mo-lai-ben-do', 'Bến đò mở lại &amp; rộng hơn', '2026-03-03 02:00:00', <<<HTML
<!-- wp:paragraph --><p>Xem <a href="/2026/03/thu-vien-luu-dong/">thư viện</a>,
<a href="$home/2026/03/ten-moi/">bài đổi tên</a>, <a href="$home/2026/03/ten-cu/">tên cũ của nó</a>,
<a href="$home/?p=$library">số của bài</a>, <a href="$home/gioi-thieu/lien-he/">liên hệ</a>,
<a href="$home/cac-ban/lien-he/">các ban</a>, <a href="$home/thu-vien-luu-dong/">trang thư viện</a>,
<a href="$home/category/tin-tuc/">tin tức</a> và <a href="https://example.org/">nơi khác</a>.</p><!-- /wp:paragraph -->
<!-- wp:image {"id":$image,"sizeSlug":"large"} --><figure class="wp-block-image size-large"><img src="$source" alt="Bến nhìn từ đê" class="wp-image-$image"/><figcaption class="wp-element-caption">Một chú thích</figcaption></figure><!-- /wp:image -->
<!-- wp:video {"tracks":[{"src":"$track","label":"Tiếng Việt","srcLang":"vi","kind":"captions"}]} --><figure class="wp-block-video"><video controls src="$film"><track src="$track" label="Tiếng Việt" srclang="vi" kind="captions"/></video></figure><!-- /wp:video -->
<!-- wp:table --><figure class="wp-block-table"><table><thead><tr><th>Chuyến</th></tr></thead><tbody><tr><td>05:00</td></tr></tbody></table></figure><!-- /wp:table -->
<!-- wp:file {"id":$timetable} --><div class="wp-block-file"><a href="$file">Lịch đò</a></div><!-- /wp:file -->
[caption id="attachment_$image" align="alignnone" width="300"]<img src="$source" alt="" width="300" /> Chú thích kiểu cũ[/caption]
[gallery ids="$image"]
[plugin_da_go id="7"]
<script>document.title = 'không được chạy'</script>
HTML, [
    'post_excerpt' => 'Từ hôm nay đò chạy cả ngày.', 'post_category' => [$news, $river],
    'tags_input' => ['sông nước', 'Đò &amp; bến'],
]);
set_post_thumbnail($landing, $image);
foreach ([$image, $timetable, $captions, $sound] as $attached) {
    wp_update_post(['ID' => $attached, 'post_parent' => $landing]);
}

$post('bai-co-mat-khau', 'Bài có mật khẩu', '2026-03-04 02:00:00', '<p>lời giấu kín</p>', ['post_password' => 'mo-ra']);
$post('bai-nhap', 'Bài nháp', '2026-03-05 02:00:00', '<p>lời giấu kín</p>', ['post_status' => 'draft']);
$post('bai-rieng', 'Bài riêng', '2026-03-05 02:00:00', '<p>lời giấu kín</p>', ['post_status' => 'private']);
$post('bai-hen-gio', 'Bài hẹn giờ', '2099-01-01 00:00:00', '<p>lời giấu kín</p>', ['post_status' => 'future']);
$orphan = $post('tac-gia-da-xoa', 'Tác giả đã xóa', '2026-02-05 02:00:00', '<p>Không còn tác giả, không còn ảnh.</p>');
$wpdb->update($wpdb->posts, ['post_author' => 9999], ['ID' => $orphan]);
update_post_meta($orphan, '_thumbnail_id', 8888);
clean_post_cache($orphan);
$post('khong-tieu-de', '', '2026-02-04 02:00:00', '<p>Bài này không có tiêu đề.</p>');
$post('', '日本語のお知らせ', '2026-02-03 02:00:00', '<p>Tiêu đề không phải chữ Latinh.</p>');
$post('', 'Năm &lt; mười &amp; “ngoặc”', '2026-02-02 02:00:00', '<p>Dấu trong tiêu đề.</p>');
stick_post($post('noi-quy-ben', 'Nội quy bến', '2025-01-01 02:00:00', '<p>Trang một</p><!--nextpage--><p>Trang hai</p>'));
for ($number = 1; $number <= 25; $number++) {
    $post("ban-tin-$number", "Bản tin số $number", sprintf('2025-11-%02d 02:00:00', $number), "<p>Bản tin $number.</p>");
}
