//! A corpus of the genre, made of the seed: its paragraphs with other places, numbers and years, between sentences of work
//! reports, bulletins and notices whose blanks are filled anew each time. The same number always makes the same document.

use casegraph::lexicon::Lexicon;
use casegraph::lexicon::register::Level;

const SEED: &str = include_str!("../../seeds/guangxi-2023-business-environment-cases.txt");

/// Shorter lines of the seed are headings and fields.
const PARAGRAPH: usize = 180;

/// The cities and names of the seed that take another name in each case.
const SEED_CITIES: [&str; 9] =
    ["南宁市", "柳州市", "桂林市", "北海市", "崇左市", "玉林市", "防城港市", "东兴市", "凭祥市"];

/// `{city}`, `{county}`, `{province}` are places, `{year}` a year, `{n}` a whole number, `{d}` one with a decimal.
const SENTENCES: [&str; 28] = [
    "{year}年，{city}实现地区生产总值{n}.{d}亿元，同比增长{d}.{d}%，增速比上年提高{d}.{d}个百分点。",
    "截至{year}年底，{province}累计培育专精特新中小企业{n}家，其中国家级“小巨人”企业{n}家。",
    "{city}发展改革委会同市财政局、市税务局印发《{city}关于进一步优化营商环境的若干措施》（{city}政办发〔{year}〕{n}号）。",
    "{county}人民政府推行“一件事一次办”改革，将{n}个事项的办理时限由{n}个工作日压缩至{d}个工作日以内。",
    "{year}年1—9月，{province}新登记经营主体{n}万户，比上年同期增长{n}.{d}%。",
    "根据《优化营商环境条例》和《{province}优化营商环境条例》，{city}建立了政企沟通协商机制。",
    "市场监督管理局牵头建成“智慧监管”平台，归集数据{n}余万条，为{n}家企业提供信用修复服务。",
    "全市一般公共预算收入{n}.{d}亿元，完成年初预算的{n}.{d}%，其中税收收入占比达{n}%。",
    "{city}中级人民法院与{city}工商业联合会签订合作协议，诉前调解商事案件{n}件，调解成功率达{n}.{d}%。",
    "{county}被国家发展改革委评为“{year}年度全国营商环境创新示范县”。",
    "“十四五”期间，{province}将投资{n}亿元建设{city}综合保税区等{d}个重大开放平台。",
    "深入贯彻落实党中央、国务院决策部署，{province}坚持把优化营商环境作为“一号工程”。",
    "{city}不动产登记中心推出“带押过户”服务，为企业和群众节约成本约{n}万元。",
    "上半年，城镇新增就业{n}.{d}万人，城镇居民人均可支配收入{n}元，名义增长{d}.{d}%。",
    "{city}海关开通农副产品快速通关“绿色通道”，进口整体通关时间缩短至{n}.{d}小时，同比压缩{n}%以上。",
    "与{city}签订战略合作协议，推动长三角地区与粤港澳大湾区产业协作，引进项目{n}个，总投资{n}亿元。",
    "全年粮食种植面积{n}.{d}千公顷，比上年减少{d}.{d}千公顷；粮食产量{n}.{d}万吨，增产{d}.{d}%。",
    "各县（市、区）要结合实际抓好贯彻落实，重大事项及时报告。",
    "服务对象普遍反映，过去要跑三四趟才能办成的事，现在足不出户就能办好。",
    "该经验做法入选{province}优化营商环境典型案例，并在全省复制推广。",
    "{city}高新技术产业开发区集聚规模以上工业企业{n}家，{year}年完成工业总产值{n}.{d}亿元，占全市的三分之一。",
    "国家税务总局{city}税务局对{n}户纳税人开展“银税互动”，发放贷款{n}.{d}亿元。",
    "{county}人力资源和社会保障局组织开展职业技能培训{n}期，培训{n}人次，满意率从{n}%提升到{n}%。",
    "近三年来，{city}营商环境评价连续{d}年位居全省第{d}位。",
    "聚焦企业全生命周期，围绕准入、经营、退出三个环节，持续提升服务质效。",
    "年末全市常住人口{n}.{d}万人，其中城镇常住人口{n}.{d}万人，常住人口城镇化率{n}.{d}%。",
    "{city}港口集团有限公司与越南海防港签订协议，开通集装箱航线{d}条。",
    "完善容缺受理、告知承诺等制度，最大限度减材料、减环节、减跑动。",
];

/// Makes documents.
pub(crate) struct Corpus {
    paragraphs: Vec<&'static str>,
    headings: Vec<&'static str>,
    provinces: Vec<Province>,
}

#[derive(Clone)]
struct Province {
    name: &'static str,
    cities: Vec<&'static str>,
    counties: Vec<&'static str>,
}

/// The names and numbers of one case.
struct Blanks<'a> {
    province: &'a Province,
    city: &'static str,
    year: u64,
}

impl Corpus {
    /// Cuts up the seed.
    pub(crate) fn new() -> Self {
        let lines = || SEED.lines().map(str::trim).filter(|line| !line.is_empty());
        let register = &Lexicon::builtin().register;
        let named = |level: Level, within: &str| {
            let divisions = register.divisions().iter().filter(|division| division.is_current());
            let here =
                divisions.filter(|division| division.level == level && register.is_within(division.code, within));
            here.map(|division| division.name).collect::<Vec<_>>()
        };
        let provinces = register.divisions().iter().filter(|division| division.level == Level::Province);
        let provinces = provinces.map(|province| Province {
            name: province.name,
            cities: named(Level::Prefecture, province.code),
            counties: named(Level::County, province.code),
        });
        Self {
            paragraphs: lines().filter(|line| line.len() >= PARAGRAPH).collect(),
            headings: lines()
                .filter(|line| line.len() < PARAGRAPH && line.contains('、') && !line.contains('。'))
                .collect(),
            provinces: provinces.filter(|province| province.cities.len() > 4 && province.counties.len() > 4).collect(),
        }
    }

    /// A compilation of cases of about `bytes` bytes, the `number`th of the corpus.
    pub(crate) fn document(&self, number: u64, bytes: usize) -> String {
        let mut dice = Dice(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let province = &self.provinces[dice.below(self.provinces.len() as u64) as usize];
        let year = 2018 + dice.below(7);
        let mut text = format!("{year}年{}优化营商环境典型案例\n\n", province.name);
        let mut position = 1;
        while text.len() < bytes {
            let blanks = Blanks { province, city: dice.pick(&province.cities), year };
            text.push_str(&self.case(position, &blanks, &mut dice));
            position += 1;
        }
        text
    }

    /// `count` documents of one size.
    pub(crate) fn documents(&self, count: u64, bytes: usize) -> Vec<String> {
        (0..count).map(|number| self.document(number, bytes)).collect()
    }

    fn case(&self, position: usize, blanks: &Blanks<'_>, dice: &mut Dice) -> String {
        let city = blanks.city;
        let title = format!("{city}打造“{}站点{}机制”模式 优化营商环境", dice.below(9) + 1, dice.below(9) + 1);
        let mut text = format!("编号{position}：\n\n{title}\n\n\t指标名称\n\t政府采购\n\n\t案例名称\n\t{title}\n");
        text.extend(["\n\t报送单位\n\t", city, "发展和改革委员会\n\n\t主要内容\n"]);
        for ordinal in ["一", "二", "三", "四"] {
            let heading = dice.pick(&self.headings).split_once('、').map_or("主要做法", |(_, heading)| heading);
            text.push_str(&blanks.fill(&format!("{ordinal}、{heading}\n"), dice));
            for _ in 0..2 {
                text.push_str(&blanks.vary(dice.pick(&self.paragraphs), dice));
                text.push('\n');
                for _ in 0..3 + dice.below(4) {
                    text.push_str(&blanks.fill(dice.pick(&SENTENCES), dice));
                }
                text.push('\n');
            }
        }
        text
    }
}

impl Blanks<'_> {
    /// A paragraph of the seed with other cities and numbers.
    fn vary(&self, paragraph: &str, dice: &mut Dice) -> String {
        let mut text = paragraph.to_owned();
        for city in SEED_CITIES {
            if text.contains(city) {
                text = text.replace(city, self.city);
            }
        }
        let mut after_digit = false;
        let vary = |c: char| {
            let varied = match c {
                '1'..='9' if after_digit => char::from(b'0' + dice.below(10) as u8),
                '3'..='9' => char::from(b'1' + dice.below(9) as u8),
                other => other,
            };
            // Years stay years: what begins with 1 or 2 changes from its third digit on.
            after_digit = after_digit && c.is_ascii_digit() || matches!(c, '3'..='9');
            varied
        };
        text.chars().map(vary).collect()
    }

    /// A sentence with its blanks filled.
    fn fill(&self, sentence: &str, dice: &mut Dice) -> String {
        let mut text = String::new();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            let (blank, after) = after.split_once('}').expect("every blank is closed");
            text.push_str(before);
            match blank {
                "city" => text.push_str(self.city),
                "county" => text.push_str(dice.pick(&self.province.counties)),
                "province" => text.push_str(self.province.name),
                "year" => text.push_str(&self.year.to_string()),
                "d" => text.push_str(&(1 + dice.below(9)).to_string()),
                _ => text.push_str(&(10 + dice.below(9990)).to_string()),
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

/// The generator xorshift64*: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: u64) -> u64 {
        (self.next() >> 33) % limit
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }
}
